import type { CrmRecord, RecordReference } from '../../../contracts/record.ts';
import type { Origin } from '../../../domain/records/prefill.ts';
import type { PageArgs } from '../../page/page.ts';
import type { PaneState } from '../../store/pane-store.ts';

/** Companies first: where a form has a customer, it is mostly one. */
const order = ['account', 'contact', 'lead'];

const isSender = (address: string, { item }: PaneState): boolean =>
  item?.reference?.from.toLowerCase() === address.toLowerCase();

/** Records of the sender of the open item. */
const senderRecords = (state: PaneState): CrmRecord[] =>
  (state.entry.context?.people ?? [])
    .filter(({ address }) => isSender(address, state))
    .flatMap(({ records }) => records)
    .filter(({ table }) => order.includes(table))
    .sort((a, b) => order.indexOf(a.table) - order.indexOf(b.table));

/** Records the pane already knows by name. */
export const knownRecords = ({ entry }: PaneState): CrmRecord[] => {
  const { people = [], suggestions = [] } = entry.context ?? {};
  return [...people.flatMap(({ records }) => records), ...suggestions.map(({ record }) => record)];
};

export const parentOf = ({ parentTable, parentId }: PageArgs): RecordReference | undefined =>
  parentTable && parentId ? { table: parentTable, id: parentId } : undefined;

/** What a record made from this page begins with. */
export function originOf(args: PageArgs, state: PaneState): Origin {
  const parent = parentOf(args);
  if (!args['forItem']) return { parent };
  return { subject: state.item?.subject, people: senderRecords(state), parent };
}
