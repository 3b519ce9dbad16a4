import { z } from 'zod';
import type { ContactQuery, ContactView, ListedCrmContact } from '../../ports/crm-contacts.ts';
import type { BatchRequest } from './batch.ts';
import { get } from './dataverse-client.ts';
import { parameter } from './literal.ts';
import { text } from './tables.ts';
import type { Row } from './tables.ts';

/** Columns of a list. */
const shown = ['contactid', 'fullname', 'jobtitle', 'emailaddress1', 'telephone1', 'mobilephone'];
const company = 'parentcustomerid';

/** What a search looks in (C-06), and more than Microsoft's: e-mail and phone. */
const searched = [
  'fullname',
  'jobtitle',
  'department',
  'emailaddress1',
  'emailaddress2',
  'emailaddress3',
  'telephone1',
  'mobilephone',
  'telephone2',
  'address1_line1',
  'address1_city',
  'address1_postalcode',
  'address1_country',
];

/** The account a contact belongs to, so that its name can be searched. */
const companyAlias = 'regarding_company';
const companyLink =
  `<link-entity name="account" from="accountid" to="${company}" ` +
  `link-type="outer" alias="${companyAlias}"/>`;

const everyActive =
  '<fetch><entity name="contact"><filter>' +
  '<condition attribute="statecode" operator="eq" value="0"/></filter></entity></fetch>';

const escapeXml = (value: string): string =>
  value.replace(/[<>&"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** `%`, `_` and `[` are wildcards of `like`. */
const anywhere = (word: string): string => escapeXml(`%${word.replace(/[[%_]/g, '[$&]')}%`);

const wordFilter = (word: string): string => {
  const like = `operator="like" value="${anywhere(word)}"/>`;
  const own = searched.map((name) => `<condition attribute="${name}" ${like}`).join('');
  const theirs = `<condition entityname="${companyAlias}" attribute="name" ${like}`;
  return `<filter type="or">${own}${theirs}</filter>`;
};

const attributes = [...shown, company].map((name) => `<attribute name="${name}"/>`).join('');

/**
 * A view's FetchXML with our own columns, order and page: which rows it is about stays the view's.
 * Columns of related tables go, so that no view is left out for having some.
 * @returns null where the view is no query of contacts.
 */
export function pageOf(fetchXml: string, { text: words, page, size }: Omit<ContactQuery, 'view'>) {
  const bare = fetchXml
    .replace(/<(?:attribute|order)\b[^>]*?\/>|<(attribute|order)\b[^>]*?>\s*<\/\1>/gi, '')
    .replace(/<all-attributes\s*\/>/gi, '');
  const opening = /^\s*<fetch\b[^>]*>\s*<entity\b[^>]*?name=["']contact["'][^>]*?(\/?)>/i.exec(
    bare,
  );
  if (!opening) return null;
  const isDistinct = /<fetch\b[^>]*distinct=["'](?:true|1)["']/i.test(fetchXml);
  const wanted = words.split(/\s+/).filter(Boolean).map(wordFilter).join('');
  const filters = wanted && `${companyLink}${wanted}`;
  const rest = opening[1] ? '</entity></fetch>' : bare.slice(opening[0].length);
  return (
    `<fetch version="1.0" mapping="logical" count="${size}" page="${page}"` +
    `${isDistinct ? ' distinct="true"' : ''}><entity name="contact">${attributes}` +
    `<order attribute="fullname"/><order attribute="contactid"/>${filters}${rest}`
  );
}

export const listRequest = (fetchXml: string): BatchRequest =>
  get(`contacts?${parameter('fetchXml', fetchXml)}`);

export const everyActiveContact = everyActive;

export const viewXmlRequest = ({ id, isOwn }: Pick<ContactView, 'id' | 'isOwn'>): BatchRequest =>
  get(`${isOwn ? 'userqueries' : 'savedqueries'}(${id})?$select=fetchxml`);

export const listPage = z.object({
  value: z.array(z.record(z.string(), z.unknown())),
  '@Microsoft.Dynamics.CRM.morerecords': z.boolean().nullish(),
});

const formatted = (row: Row, column: string): string =>
  text(row, `${column}@OData.Community.Display.V1.FormattedValue`);

export const toListed = (row: Row): ListedCrmContact => ({
  id: text(row, 'contactid'),
  name: text(row, 'fullname'),
  jobTitle: text(row, 'jobtitle'),
  company: formatted(row, `_${company}_value`),
  email: text(row, 'emailaddress1'),
  phone: text(row, 'telephone1') || text(row, 'mobilephone'),
});

const publicViews = (columns: string): string => {
  const filter = "returnedtypecode eq 'contact' and statecode eq 0 and querytype eq 0";
  return `?$select=${columns}&${parameter('$filter', filter)}&$orderby=name%20asc`;
};

/** Views of everybody, and those of the caller. */
export const viewRequests = (): [BatchRequest, BatchRequest] => [
  get(`savedqueries${publicViews('savedqueryid,name,isdefault')}`),
  get(`userqueries${publicViews('userqueryid,name')}`),
];

export const toView =
  (isOwn: boolean) =>
  (row: Row): ContactView => ({
    id: text(row, isOwn ? 'userqueryid' : 'savedqueryid'),
    name: text(row, 'name'),
    isOwn,
    isDefault: row['isdefault'] === true,
  });
