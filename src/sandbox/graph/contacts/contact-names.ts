import { isObject } from '../call.ts';
import type { Json } from '../store/schema.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const firstAddress = (contact: Json): string => {
  const addresses = contact['emailAddresses'];
  const first: unknown = Array.isArray(addresses) ? addresses[0] : undefined;
  return isObject(first) ? text(first['address']) : '';
};

/** A contact without a name is shown by its company, else by its first address. */
export function displayNameOf(contact: Json): string {
  const name = [contact['givenName'], contact['middleName'], contact['surname']]
    .map(text)
    .filter(Boolean)
    .join(' ');
  return name || text(contact['companyName']) || firstAddress(contact);
}

/** `Berger, Anna Maria`: how contacts are put in order. */
export function fileAsOf(contact: Json): string {
  const given = [contact['givenName'], contact['middleName']].map(text).filter(Boolean).join(' ');
  const name = [text(contact['surname']), given].filter(Boolean).join(', ');
  return name || text(contact['companyName']) || firstAddress(contact);
}

const nameParts = ['givenName', 'middleName', 'surname', 'companyName', 'emailAddresses'];

/**
 * Names that are made from others: given ones stay until a part of them changes in a request that
 * does not give them again.
 */
export function madeNames(before: Json | undefined, changes: Json): Json {
  const isTouched = !before || nameParts.some((name) => name in changes);
  if (!isTouched) return {};
  const after = { ...before, ...changes };
  return {
    ...(!text(changes['displayName']) && { displayName: displayNameOf(after) }),
    ...(!text(changes['fileAs']) && { fileAs: fileAsOf(after) }),
  };
}
