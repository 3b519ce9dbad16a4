import { z } from 'zod';
import type { Actor } from '../../../ports/actor.ts';
import type { NamedRecord } from '../../../ports/crm.ts';
import { readJson } from '../../fetch/json.ts';
import { get } from '../dataverse-client.ts';
import type { DataverseClient } from '../dataverse-client.ts';
import { parameter, quoted, withoutWildcards } from '../literal.ts';
import { lookupOf, text } from '../tables.ts';
import type { Row } from '../tables.ts';

const rows = z.object({ value: z.array(z.record(z.string(), z.unknown())) });

/** Companies worth offering, and contacts to know them by. */
const offered = 5;
const sampled = 100;

const hostOf = (website: string): string =>
  website
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[/:?#].*$/, '');

/** `mail.acme.com` writes for `acme.com`. */
const isSame = (host: string, domain: string): boolean =>
  host !== '' && (host === domain || domain.endsWith(`.${host}`));

function accountsRequest(domain: string) {
  const wanted = quoted(withoutWildcards(domain));
  const address = quoted(`@${withoutWildcards(domain)}`);
  const filter = `statecode eq 0 and (contains(websiteurl,${wanted}) or endswith(emailaddress1,${address}))`;
  const columns = 'accountid,name,address1_city,websiteurl,emailaddress1';
  return get(`accounts?$select=${columns}&${parameter('$filter', filter)}&$top=${sampled}`);
}

function contactsRequest(domain: string) {
  const address = quoted(`@${withoutWildcards(domain)}`);
  const filter = `statecode eq 0 and _parentcustomerid_value ne null and endswith(emailaddress1,${address})`;
  return get(
    `contacts?$select=_parentcustomerid_value&${parameter('$filter', filter)}&$top=${sampled}`,
  );
}

const accountOf = (row: Row): NamedRecord => ({
  table: 'account',
  id: text(row, 'accountid'),
  name: text(row, 'name'),
  detail: text(row, 'address1_city'),
});

const isOfDomain =
  (domain: string) =>
  (row: Row): boolean =>
    isSame(hostOf(text(row, 'websiteurl')), domain) ||
    text(row, 'emailaddress1').toLowerCase().endsWith(`@${domain}`);

/** The companies of contacts, those with the most contacts first. */
function byContacts(contacts: readonly Row[]): NamedRecord[] {
  const counts = new Map<string, { record: NamedRecord; count: number }>();
  for (const contact of contacts) {
    const record = lookupOf(contact, '_parentcustomerid_value');
    if (record?.table !== 'account') continue;
    const count = (counts.get(record.id)?.count ?? 0) + 1;
    counts.set(record.id, { record, count });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count).map(({ record }) => record);
}

/**
 * Active accounts with the domain in their website or address, then those whose contacts have
 * addresses there. What the caller may not read is not there.
 * @param domain in lower case
 */
export async function accountsForDomain(
  client: DataverseClient,
  actor: Actor,
  domain: string,
  signal: AbortSignal,
): Promise<NamedRecord[]> {
  const requests = [accountsRequest(domain), contactsRequest(domain)];
  const answers = await client.batch(actor, requests, signal);
  const [accounts = [], contacts = []] = answers.map(([answer]) => {
    if (!answer || answer.status === 403) return [];
    if (answer.status >= 400) throw client.failure(answer);
    return readJson(answer.body, rows, 'crm').value;
  });
  const own = accounts.filter(isOfDomain(domain)).map(accountOf);
  const all = [...own, ...byContacts(contacts)];
  return [...new Map(all.reverse().map((record) => [record.id, record])).values()]
    .reverse()
    .slice(0, offered);
}
