import { Unimportable } from './unimportable.ts';
import type ICAL from 'ical.js';
import type { IncomingContact } from '../graph/door.ts';

/** Graph keeps three. */
const ADDRESSES = 3;

/** @throws Unimportable where the card says nothing that a contact could be found by. */
export function toContact(card: ICAL.Component): IncomingContact {
  const [surname, givenName, middleName, title, generation] = partsOf(card, 'n');
  const [companyName, department] = partsOf(card, 'org');
  const emailAddresses = textsOf(card, 'email')
    .filter((address) => address.includes('@'))
    .slice(0, ADDRESSES)
    .map((address) => ({ address, name: textsOf(card, 'fn')[0] ?? address }));
  const names = { surname, givenName, middleName, title, generation, companyName, department };
  const displayName = textsOf(card, 'fn')[0] ?? joinNames([givenName, surname]);
  if (!displayName && !companyName && emailAddresses.length === 0) {
    throw new Unimportable('It has no name, company or address.');
  }
  return withoutEmpty({
    ...names,
    displayName: displayName ?? companyName ?? emailAddresses[0]?.address,
    emailAddresses,
    ...phonesOf(card),
    ...addressesOf(card),
    nickName: textsOf(card, 'nickname')[0],
    jobTitle: textsOf(card, 'title')[0],
    businessHomePage: textsOf(card, 'url')[0],
    personalNotes: textsOf(card, 'note').join('\n'),
    categories: textsOf(card, 'categories'),
    imAddresses: textsOf(card, 'impp'),
    birthday: birthdayOf(card),
  });
}

/** Non-empty values of all properties of that name. */
function textsOf(card: ICAL.Component, name: string): string[] {
  return card
    .getAllProperties(name)
    .flatMap((property) => property.getValues().map(String))
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

/** The parts of a structured value (`N`, `ORG`, `ADR`); a part may itself be a list. */
function partsOf(card: ICAL.Component, name: string): (string | undefined)[] {
  const property = card.getFirstProperty(name);
  return property ? structured(property) : [];
}

function structured(property: ICAL.Property): (string | undefined)[] {
  const value: unknown = property.getFirstValue();
  const parts: unknown[] = Array.isArray(value) ? value : [value];
  return parts.map((part) => [part].flat().join(', ').trim());
}

function typesOf(property: ICAL.Property): string {
  return [property.getParameter('type')].flat().join(',').toLowerCase();
}

function phonesOf(card: ICAL.Component) {
  const phones = card.getAllProperties('tel').map((property) => ({
    number: String(property.getFirstValue() ?? '')
      .replace(/^tel:/i, '')
      .trim(),
    types: typesOf(property),
  }));
  const voices = phones.filter(({ number, types }) => number !== '' && !/fax|pager/.test(types));
  const mobiles = voices.filter(({ types }) => /cell/.test(types));
  const fixed = voices.filter((phone) => !mobiles.includes(phone));
  const isHome = ({ types }: { types: string }) => types.includes('home');
  return {
    mobilePhone: mobiles[0]?.number,
    homePhones: fixed.filter(isHome).map(({ number }) => number),
    businessPhones: fixed.filter((phone) => !isHome(phone)).map(({ number }) => number),
  };
}

function addressesOf(card: ICAL.Component) {
  const addresses = card.getAllProperties('adr').map((property) => {
    const [box, extended, street, city, state, postalCode, countryOrRegion] = structured(property);
    const lines = [box, extended, street].filter(Boolean).join('\n');
    const address = withoutEmpty({ street: lines, city, state, postalCode, countryOrRegion });
    return { address, types: typesOf(property) };
  });
  const filled = addresses.filter(({ address }) => Object.keys(address).length > 0);
  const ofType = (pattern: RegExp) => filled.find(({ types }) => pattern.test(types))?.address;
  const other = filled.find(({ types }) => !/home|work/.test(types))?.address;
  return { homeAddress: ofType(/home/), businessAddress: ofType(/work/), otherAddress: other };
}

/** Only whole dates; Graph wants midnight UTC. */
function birthdayOf(card: ICAL.Component): string | undefined {
  const text = String(card.getFirstPropertyValue('bday') ?? '');
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(text) ?? [];
  return year && month && day ? `${year}-${month}-${day}T00:00:00Z` : undefined;
}

function joinNames(names: (string | undefined)[]): string | undefined {
  return names.filter(Boolean).join(' ') || undefined;
}

function withoutEmpty(values: Record<string, unknown>): Record<string, unknown> {
  const isEmpty = (value: unknown) =>
    value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)));
}
