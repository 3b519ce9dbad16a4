import { isObject } from '../call.ts';
import { badBody, GraphError } from '../errors.ts';
import { asCategories, asText, checkNames, wrong, type Reader } from '../mail/read-message.ts';
import { readPropertiesOf, type ExtendedProperty } from '../store/extended.ts';
import type { Json } from '../store/schema.ts';

const texts = [
  ...['fileAs', 'displayName', 'givenName', 'initials', 'middleName', 'nickName', 'surname'],
  ...['title', 'yomiGivenName', 'yomiSurname', 'yomiCompanyName', 'generation', 'jobTitle'],
  ...['companyName', 'department', 'officeLocation', 'profession', 'businessHomePage'],
  ...['assistantName', 'manager', 'mobilePhone', 'spouseName', 'personalNotes'],
];

/** Most values a list takes; Exchange has so many properties for them. */
const limits: Record<string, number> = {
  emailAddresses: 3,
  imAddresses: 3,
  businessPhones: 2,
  homePhones: 2,
};

const nullable: Reader = (value, name) => (value === null ? null : asText(value, name));

function checkLimit(name: string, count: number): void {
  const limit = limits[name];
  if (limit === undefined || count <= limit) return;
  const written = name.charAt(0).toUpperCase() + name.slice(1);
  throw new GraphError(
    400,
    'ErrorInvalidArgument',
    `The multi value property ${written} has ${count} entries, that exceeds the max allowed value of ${limit}`,
  );
}

const asTexts: Reader = (value, name) => {
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'string')) {
    throw wrong(name, 'an array of strings');
  }
  checkLimit(name, value.length);
  return value.map((one) => asText(one, name));
};

const asAddresses: Reader = (value, name) => {
  if (!Array.isArray(value)) throw wrong(name, 'an array of e-mail addresses');
  checkLimit(name, value.length);
  return value.map((one: unknown) => {
    const { address, name: given } = isObject(one) ? one : {};
    if (typeof address !== 'string') throw wrong(name, 'an array of e-mail addresses');
    return { name: typeof given === 'string' && given !== '' ? given : address, address };
  });
};

const asPlace: Reader = (value, name) => {
  if (value === null) return {};
  if (!isObject(value)) throw wrong(name, 'a physicalAddress');
  const parts = ['street', 'city', 'state', 'postalCode', 'countryOrRegion'];
  checkNames(value, 'physicalAddress', parts);
  const given = parts.filter((key) => value[key] !== undefined && value[key] !== null);
  return Object.fromEntries(given.map((key) => [key, asText(value[key], key)]));
};

/** Exchange keeps a birthday at noon, so that it is the same day in every zone. */
const asBirthday: Reader = (value, name) => {
  if (value === null) return null;
  const time = typeof value === 'string' ? new Date(value) : new Date(NaN);
  if (Number.isNaN(time.getTime())) throw wrong(name, 'a date and time');
  const isDate = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
  return isDate ? `${value}T11:59:00Z` : `${time.toISOString().slice(0, 19)}Z`;
};

const readers: Record<string, Reader> = {
  ...Object.fromEntries(texts.map((name) => [name, nullable])),
  categories: asCategories,
  emailAddresses: asAddresses,
  imAddresses: asTexts,
  businessPhones: asTexts,
  homePhones: asTexts,
  children: asTexts,
  homeAddress: asPlace,
  businessAddress: asPlace,
  otherAddress: asPlace,
  birthday: asBirthday,
};

/** Read-only; Graph takes them in a body and leaves them alone. */
const ignored = new Set([
  ...['id', 'changeKey', 'createdDateTime', 'lastModifiedDateTime', 'parentFolderId'],
]);

export interface ContactInput {
  doc: Json;
  properties: ExtendedProperty[];
}

/** Reads a contact from JSON. Throws `RequestBodyRead`, and for too many values of a list. */
export function readContact(body: Json): ContactInput {
  const input: ContactInput = { doc: {}, properties: [] };
  for (const [name, value] of Object.entries(body)) {
    if (name.includes('@') || ignored.has(name)) continue;
    const reader = readers[name];
    if (reader) input.doc[name] = reader(value, name);
    else if (name === 'singleValueExtendedProperties' || name === 'multiValueExtendedProperties') {
      input.properties.push(...readPropertiesOf(name, value));
    } else {
      throw badBody(
        `The property '${name}' does not exist on type 'microsoft.graph.contact'. Make sure to only use property names that are defined by the type.`,
      );
    }
  }
  return input;
}
