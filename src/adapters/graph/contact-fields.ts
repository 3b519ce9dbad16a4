import { placeNames } from '../../domain/contacts/outlook-contact.ts';
import type {
  OutlookContact,
  OutlookField,
  OutlookValues,
  Place,
  PlaceName,
} from '../../domain/contacts/outlook-contact.ts';
import type { GraphContact } from './contact-schema.ts';

/** Fields that are one text of Graph's contact. */
const texts = {
  title: 'title',
  givenName: 'givenName',
  middleName: 'middleName',
  surname: 'surname',
  generation: 'generation',
  nickName: 'nickName',
  yomiGivenName: 'yomiGivenName',
  yomiSurname: 'yomiSurname',
  displayName: 'displayName',
  jobTitle: 'jobTitle',
  department: 'department',
  companyName: 'companyName',
  mobilePhone: 'mobilePhone',
  assistantName: 'assistantName',
  manager: 'manager',
  spouseName: 'spouseName',
  webPage: 'businessHomePage',
  notes: 'personalNotes',
} as const satisfies Partial<Record<OutlookField, keyof GraphContact>>;

/** Fields that are a place in a list. */
const phones = {
  businessPhones: ['businessPhone', 'businessPhone2'],
  homePhones: ['homePhone', 'homePhone2'],
} as const;
const emailFields = ['email1', 'email2', 'email3'] as const;

/** Fields Graph's contact has no name for, by Exchange's own property (MS-OXPROPS). */
const exchangeProperties = {
  callbackPhone: 'String 0x3A02',
  governmentId: 'String 0x3A07',
  otherPhone: 'String 0x3A1F',
  pager: 'String 0x3A21',
  businessFax: 'String 0x3A24',
  assistantPhone: 'String 0x3A2E',
  anniversary: 'SystemTime 0x3A41',
  ftpSite: 'String 0x3A4C',
  companyPhone: 'String 0x3A57',
} as const satisfies Partial<Record<OutlookField, string>>;

export const exchangePropertyIds: readonly string[] = Object.values(exchangeProperties);

/** The CRM contact a contact is tracked as; an id and nothing else, so that it can be looked for. */
export const contactLink = 'String {59637a3d-a023-4030-9e9a-8523adee3c13} Name RegardingContact';

const entriesOf = <K extends string, V>(object: Record<K, V>): [K, V][] =>
  Object.entries(object) as [K, V][];

export const valueOf = (contact: GraphContact, id: string): string =>
  contact.singleValueExtendedProperties?.find(
    (property) => property.id.toLowerCase() === id.toLowerCase(),
  )?.value ?? '';

const day = (text: string | null | undefined): string => (text ?? '').slice(0, 10);

function fieldsOf(contact: GraphContact): OutlookValues {
  const pairs: [OutlookField, string][] = [
    ...entriesOf(texts).map(([field, name]): [OutlookField, string] => [
      field,
      contact[name] ?? '',
    ]),
    ...entriesOf(phones).flatMap(([list, fields]) =>
      fields.map((field, index): [OutlookField, string] => [field, contact[list]?.[index] ?? '']),
    ),
    ...emailFields.map((field, index): [OutlookField, string] => [
      field,
      contact.emailAddresses?.[index]?.address ?? '',
    ]),
    ...entriesOf(exchangeProperties).map(([field, id]): [OutlookField, string] => [
      field,
      field === 'anniversary' ? day(valueOf(contact, id)) : valueOf(contact, id),
    ]),
    ['children', (contact.children ?? []).join(', ')],
    ['birthday', day(contact.birthday)],
  ];
  return Object.fromEntries(pairs.filter(([, value]) => value !== ''));
}

const placeOf = (place: GraphContact['businessAddress']): Place | null => {
  const { street, city, state, postalCode, countryOrRegion } = place ?? {};
  const found = [street, city, state, postalCode, countryOrRegion].map((text) => text ?? '');
  if (found.every((text) => text === '')) return null;
  return {
    street: street ?? '',
    city: city ?? '',
    state: state ?? '',
    postalCode: postalCode ?? '',
    country: countryOrRegion ?? '',
  };
};

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Graph's contact in the domain's words. */
export function toOutlookContact(contact: GraphContact): OutlookContact {
  const places: OutlookContact['places'] = {};
  for (const name of placeNames) {
    const place = placeOf(contact[`${name}Address`]);
    if (place) places[name] = place;
  }
  const link = valueOf(contact, contactLink);
  return {
    id: contact.id,
    fields: fieldsOf(contact),
    places,
    link: guid.test(link) ? link.toLowerCase() : null,
  };
}

const listOf = (values: (string | undefined)[]): string[] => values.flatMap((value) => value || []);

const toPlace = ({ country, ...place }: Place): object => ({ ...place, countryOrRegion: country });

function extendedOf(fields: OutlookValues): { id: string; value: string }[] {
  return entriesOf(exchangeProperties).flatMap(([field, id]) => {
    const value = fields[field];
    if (!value) return [];
    return [{ id, value: field === 'anniversary' ? `${value}T00:00:00Z` : value }];
  });
}

/** A new contact as Graph takes it, with its mark. */
export function toGraphContact({
  fields,
  places,
  contactId,
}: Pick<OutlookContact, 'fields' | 'places'> & { contactId: string }): object {
  const given = entriesOf(texts).flatMap(([field, name]): [string, string][] =>
    fields[field] ? [[name, fields[field]]] : [],
  );
  const name = fields.displayName ?? '';
  return {
    ...Object.fromEntries(given),
    businessPhones: listOf(phones.businessPhones.map((field) => fields[field])),
    homePhones: listOf(phones.homePhones.map((field) => fields[field])),
    emailAddresses: listOf(emailFields.map((field) => fields[field])).map((address) => ({
      address,
      name: name || address,
    })),
    children: listOf((fields.children ?? '').split(',').map((child) => child.trim())),
    ...(fields.birthday && { birthday: `${fields.birthday}T11:59:00Z` }),
    ...Object.fromEntries(
      placeNames.flatMap((place: PlaceName) => {
        const found = places[place];
        return found ? [[`${place}Address`, toPlace(found)]] : [];
      }),
    ),
    singleValueExtendedProperties: [...extendedOf(fields), { id: contactLink, value: contactId }],
  };
}
