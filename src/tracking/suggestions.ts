import type { ContextRequest, Suggestion } from '../contracts/item.ts';
import type { RecordRef } from '../domain/mail/email-activity.ts';
import { sameAddress } from '../domain/people/address.ts';
import { matchesFor } from '../domain/people/match.ts';
import type { Candidate } from '../domain/people/match.ts';
import { suggest } from '../domain/people/suggest.ts';
import type { Clue } from '../domain/people/suggest.ts';
import type { Caller } from '../ports/actor.ts';
import type { NamedRecord } from '../ports/crm.ts';
import { Failure } from '../ports/failure.ts';
import type { Related } from '../ports/record-reader.ts';
import type { RememberedRecord } from '../ports/remembered.ts';
import type { TrackingPorts } from './ports.ts';
import { toCrmRecord } from './present.ts';
import { regardingTopic } from './topics.ts';

const relatedWithinMs = 5_000;
const shown = 6;
/** Records a person chose for these people; the last ones tell most. */
const mostChosen = 8;

export interface Known {
  request: ContextRequest;
  candidates: readonly Candidate[];
  remembered: readonly RememberedRecord[];
  /** What other items of the conversation are regarding. */
  conversation: readonly RecordRef[];
  /** What the item is regarding already. */
  regarding: RecordRef | null;
  language: string;
}

const keyOf = ({ table, id }: RecordRef): string => `${table}:${id}`;

const distinct = <T extends RecordRef>(records: readonly T[]): T[] => [
  ...new Map(records.map((record) => [keyOf(record), record])).values(),
];

/** Rows of the people who are customers, the sender's first; colleagues are no reason for anything. */
function customersOf({ request, candidates }: Known): { row: Candidate; isSender: boolean }[] {
  const { from, mailbox } = request.item;
  const addresses = [...new Set(request.people.map(({ address }) => address))].filter(
    (address) => !sameAddress(address, mailbox),
  );
  return addresses
    .flatMap((address) =>
      matchesFor(address, candidates).map((row) => ({ row, isSender: sameAddress(address, from) })),
    )
    .filter(({ row }) => row.table !== 'systemuser' && row.partySet !== null);
}

const parentsOf = (customers: readonly { row: Candidate }[]): RecordRef[] =>
  customers.flatMap(({ row }) => row.parent ?? []);

function chosenIn({ remembered, request }: Known): RememberedRecord[] {
  const topics = new Set(request.people.map(({ address }) => regardingTopic(address)));
  return remembered.filter(({ topic }) => topics.has(topic)).slice(0, mostChosen);
}

const nothing: Related = { records: [], numbered: [], open: [] };

/** What the CRM knows around the people; nothing where it does not answer in time. */
async function readRelated(ports: TrackingPorts, caller: Caller, known: Known): Promise<Related> {
  const customers = customersOf(known);
  const parents = parentsOf(customers);
  const own = customers.map(({ row }) => row);
  const inTable = (table: string): string[] =>
    [...own, ...parents].filter((row) => row.table === table).map(({ id }) => id);
  const isKnown = new Set(own.map(keyOf));
  const records = distinct([...known.conversation, ...chosenIn(known), ...parents]).filter(
    (record) => !isKnown.has(keyOf(record)),
  );
  const numbers = known.request.references ?? [];
  const contacts = [...new Set(inTable('contact'))];
  const accounts = [...new Set(inTable('account'))];
  if (records.length + numbers.length + contacts.length + accounts.length === 0) return nothing;
  const signal = AbortSignal.timeout(relatedWithinMs);
  try {
    const query = { records, numbers, contacts, accounts };
    return await ports.reader.related(caller, query, { language: known.language, signal });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    ports.log.warn({ code: error.message }, 'suggestions without the CRM');
    return nothing;
  }
}

function cluesOf(known: Known, related: Related): Clue[] {
  const customers = customersOf(known);
  const theirs = new Set(customers.map(({ row }) => keyOf(row)));
  return [
    ...related.numbered.map((record): Clue => ({ ...record, reason: 'number' })),
    ...known.conversation.map((record): Clue => ({ ...record, reason: 'conversation' })),
    ...chosenIn(known).map(({ table, id, times, at }): Clue => ({
      table,
      id,
      reason: 'chosen-before',
      times,
      at,
    })),
    ...related.open.map(({ table, id, customers: of, changedAt, closesOn }): Clue => ({
      table,
      id,
      reason: 'open',
      isTheirs: of.some((customer) => theirs.has(keyOf(customer))),
      changedAt,
      closesOn,
    })),
    ...customers.map(({ row, isSender }): Clue => ({ ...row, reason: 'participant', isSender })),
    ...parentsOf(customers).map((record): Clue => ({ ...record, reason: 'account' })),
  ];
}

/**
 * What the item is probably regarding, with reasons (UI-13): at most one more request to the CRM,
 * which also says what the caller may read; anything else is left out.
 */
export async function suggestionsFor(
  ports: TrackingPorts,
  caller: Caller,
  known: Known,
): Promise<Suggestion[]> {
  const related = await readRelated(ports, caller, known);
  const labelled = [...related.records, ...related.numbered, ...related.open];
  const readable = new Map<string, NamedRecord & { tableLabel?: string }>(
    [...customersOf(known).map(({ row }) => row), ...labelled].map((row) => [keyOf(row), row]),
  );
  const closed = new Set(labelled.filter(({ isOpen }) => !isOpen).map(keyOf));
  const now = ports.runtime.now();
  const clues = cluesOf(known, related).filter(
    (clue) => readable.has(keyOf(clue)) && clue.id !== known.regarding?.id,
  );
  ports.recent.rememberRecords(caller, labelled);
  return suggest(clues, { now, closed, limit: shown }).flatMap(({ reason, ...record }) => {
    const named = readable.get(keyOf(record));
    return named ? [{ record: toCrmRecord(ports.crm, named), reason }] : [];
  });
}
