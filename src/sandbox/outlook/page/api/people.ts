import type { Contact } from '@microsoft/microsoft-graph-types';
import type { SessionAnswer } from '../../types.ts';
import type { MailPerson } from '../host/compose-item.ts';
import { api } from './http.ts';

const contactPeople = ({ displayName, emailAddresses }: Contact): MailPerson[] =>
  (emailAddresses ?? []).map(({ name, address }) => ({
    name: displayName || name || address || '',
    address: address ?? '',
  }));

async function contacts(): Promise<MailPerson[]> {
  const query = '$select=displayName,emailAddresses&$orderby=displayName&$top=500';
  const page = await api<{ value: Contact[] }>(`/me/contacts?${encodeURI(query)}`);
  return page.value.flatMap(contactPeople);
}

async function directory(): Promise<MailPerson[]> {
  const { people } = await api<SessionAnswer>('/session');
  return people.map(({ displayName, mail }) => ({ name: displayName, address: mail }));
}

/** Who can be written to without typing an address: the directory and one's own contacts. */
export async function loadPeople(): Promise<MailPerson[]> {
  const all = (await Promise.all([directory(), contacts()])).flat();
  const byAddress = new Map(all.map((person) => [person.address.toLowerCase(), person]));
  return [...byAddress.values()].filter(({ address }) => address !== '');
}
