import type { ContextResponse, ItemPerson, PersonCard } from '../../contracts/item.ts';
import type { HostItem } from '../host/host.ts';
import type { Offered } from '../components/record-search/groups.ts';

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

/**
 * The people on the item this moment. On a mail being written they come and go between two answers
 * (CMP-04): who is new has no records yet.
 */
export const peopleOf = (
  { people, reference }: Pick<HostItem, 'people' | 'reference'>,
  context: ContextResponse | null,
): PersonCard[] => {
  if (context && !reference?.isDraft) return context.people;
  const known = new Map(context?.people.map((card) => [card.address.toLowerCase(), card]));
  return cardsOf(people).map((card) => ({
    ...known.get(card.address.toLowerCase()),
    ...card,
    records: known.get(card.address.toLowerCase())?.records ?? [],
  }));
};

/** Addresses, in lower case, of people who came after the last question (CMP-04). */
export const newcomersOf = (
  people: readonly PersonCard[],
  context: ContextResponse | null,
): ReadonlySet<string> => {
  const asked = new Set(context?.people.map(({ address }) => address.toLowerCase()));
  const addresses = people.map(({ address }) => address.toLowerCase());
  return new Set(addresses.filter((address) => !asked.has(address)));
};

/** The most records worth offering before a search. */
const offered = 5;

/** Records of the people on the item that it can be regarding; users of the CRM cannot. */
export const suggestionsOf = (context: ContextResponse): Offered[] => {
  if (context.suggestions.length > 0) return context.suggestions;
  const records = context.people
    .flatMap((person) => person.records)
    .filter(({ table, id }) => table !== 'systemuser' && id !== context.item.regarding?.id);
  const distinct = new Map(records.map((record) => [record.id, { record }]));
  return [...distinct.values()].slice(0, offered);
};
