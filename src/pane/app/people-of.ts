import type { ContextResponse, ItemPerson, PersonCard } from '../../contracts/item.ts';
import type { CrmRecord } from '../../contracts/record.ts';

/** One card an address, as Outlook tells it: what is shown until the service answers. */
export const cardsOf = (people: readonly ItemPerson[]): PersonCard[] => {
  const cards = new Map<string, PersonCard>();
  for (const { name, address, role } of people) {
    const key = address.toLowerCase();
    const roles = cards.get(key)?.roles ?? [];
    const merged = roles.includes(role) ? roles : [...roles, role];
    cards.set(key, { name: cards.get(key)?.name ?? name, address, roles: merged, records: [] });
  }
  return [...cards.values()];
};

/** The most records worth offering before a search. */
const offered = 5;

/** Records of the people on the item that it can be regarding; users of the CRM cannot. */
export const suggestionsOf = (context: ContextResponse): CrmRecord[] => {
  const records = context.people
    .flatMap((person) => person.records)
    .filter(({ table, id }) => table !== 'systemuser' && id !== context.item.regarding?.id);
  return [...new Map(records.map((record) => [record.id, record])).values()].slice(0, offered);
};
