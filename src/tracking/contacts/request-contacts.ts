import type {
  ContactOutcome,
  ContactOutcomes,
  LinkContactsRequest,
  TrackContactsRequest,
  UntrackContactsRequest,
} from '../../contracts/contact.ts';
import { toColumns } from '../../domain/contacts/contact-map.ts';
import { decideMatch } from '../../domain/contacts/match.ts';
import type { ContactMatch } from '../../domain/contacts/match.ts';
import { emailsOf } from '../../domain/contacts/outlook-contact.ts';
import type { OutlookContact } from '../../domain/contacts/outlook-contact.ts';
import type { RecordRef } from '../../domain/mail/email-activity.ts';
import { fewAtOnce } from '../../lib/few-at-once.ts';
import type { Caller } from '../../ports/actor.ts';
import type { RequiredColumn } from '../../ports/crm-contacts.ts';
import { Failure } from '../../ports/failure.ts';
import type { Intent, LedgerRow } from '../../ports/ledger.ts';
import { acceptMany } from '../accept-many.ts';
import type { WantedItem } from '../accept-many.ts';
import { stateOf } from '../listed-state.ts';
import type { TrackingPorts } from '../ports.ts';
import { assess } from '../problem.ts';
import { contactKey } from './list-outlook.ts';

const atOnce = 4;
const checkWithinMs = 20_000;
const requiredLifeMs = 30 * 60_000;

const nothing = { problem: null, missing: [], matches: [] };

const outcomeOf = (row: LedgerRow): ContactOutcome => ({
  ...nothing,
  id: row.itemId,
  state: stateOf(row),
  problem: row.problem,
});

async function act(
  ports: TrackingPorts,
  caller: Caller,
  intent: Intent,
  items: WantedItem[],
): Promise<ContactOutcomes> {
  const { rows, batchId } = await acceptMany(ports, caller, { kind: 'contact', intent, items });
  return { contacts: rows.map(outcomeOf), batchId };
}

interface Asked {
  id: string;
  is?: string | null | undefined;
}

type Read = { asked: Asked; contact: OutlookContact } | { asked: Asked; refusal: ContactOutcome };

const refused = (id: string, more: Partial<ContactOutcome>): ContactOutcome => ({
  ...nothing,
  id,
  state: 'not-tracked',
  ...more,
});

async function read(
  ports: TrackingPorts,
  caller: Caller,
  asked: Asked,
  signal: AbortSignal,
): Promise<Read> {
  try {
    return { asked, contact: await ports.mailboxContacts.read(caller, asked.id, signal) };
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'not-found') throw error;
    return { asked, refusal: refused(asked.id, { problem: assess(error).problem }) };
  }
}

const missingIn = (contact: OutlookContact, required: readonly RequiredColumn[]): string[] => {
  const columns = toColumns(contact);
  return required
    .filter(({ column }) => !columns[column] && column !== 'parentcustomerid')
    .map(({ label }) => label);
};

/** Why the contact cannot be tracked as it is; null: it can. */
function objection(
  { asked, contact }: Extract<Read, { contact: OutlookContact }>,
  rules: { required: RequiredColumn[]; known: ContactMatch[]; isKnown: boolean },
): ContactOutcome | null {
  if (rules.isKnown || contact.link) return null;
  const decision = decideMatch(emailsOf(contact), rules.known);
  if (asked.is === undefined && decision.kind === 'ask') {
    const matches = decision.matches.map(({ id, name, detail }) => ({ id, name, detail }));
    return refused(asked.id, { matches });
  }
  // What is in the CRM already has been through its rules.
  if (asked.is ?? (asked.is === undefined && decision.kind === 'link')) return null;
  const missing = missingIn(contact, rules.required);
  return missing.length > 0 ? refused(asked.id, { missing }) : null;
}

/** Everything the checks look at, read once for all contacts. */
async function checkAll(
  ports: TrackingPorts,
  caller: Caller,
  asked: readonly Asked[],
): Promise<{ ready: Asked[]; refusals: ContactOutcome[] }> {
  const signal = AbortSignal.timeout(checkWithinMs);
  const [all, rows, required] = await Promise.all([
    fewAtOnce(asked, atOnce, (one) => read(ports, caller, one, signal)),
    ports.ledger.ofMailbox(caller.tenantId, caller.userId, 'contact'),
    ports.lists.get(caller, 'required of contacts', requiredLifeMs, () =>
      ports.crmContacts.required(caller, signal),
    ),
  ]);
  const tracked = new Set(rows.filter((row) => row.activityId !== null).map((row) => row.itemId));
  const addresses = all.flatMap((one) => ('contact' in one ? emailsOf(one.contact) : []));
  const known = await ports.crmContacts.find(caller, addresses, signal);
  const ready: Asked[] = [];
  const refusals: ContactOutcome[] = [];
  for (const one of all) {
    const isKnown = tracked.has(one.asked.id);
    const refusal = 'refusal' in one ? one.refusal : objection(one, { required, known, isKnown });
    if (refusal) refusals.push(refusal);
    else ready.push(one.asked);
  }
  return { ready, refusals };
}

/** One row an item: who is named twice is asked for once. */
const distinct = <T extends { id: string }>(items: readonly T[]): T[] => [
  ...new Map(items.map((item) => [item.id, item])).values(),
];

/**
 * Tracks contacts (C-03): what the CRM requires is checked before anything is accepted, and what is
 * missing is named. Where several of the CRM's contacts have an address the answer asks which.
 * @throws Failure before anything is accepted.
 */
export async function trackContacts(
  ports: TrackingPorts,
  caller: Caller,
  { contacts, account }: TrackContactsRequest,
): Promise<ContactOutcomes> {
  const { ready, refusals } = await checkAll(ports, caller, distinct(contacts));
  const wantedOf = ({ is }: Asked, key: string): RecordRef | null => {
    if (is === undefined) return account ?? null;
    return { table: 'contact', id: is ?? key };
  };
  const items = ready.map((asked) => {
    const key = contactKey(ports, caller, asked.id);
    return { key, itemId: asked.id, wanted: wantedOf(asked, key) };
  });
  const { contacts: done, batchId } = await act(ports, caller, 'track', items);
  return { contacts: [...done, ...refusals], batchId };
}

/** Belongs contacts to an account; one that is not tracked yet is tracked by it (C-05). */
export async function linkContacts(
  ports: TrackingPorts,
  caller: Caller,
  { ids, account }: LinkContactsRequest,
): Promise<ContactOutcomes> {
  const asked = [...new Set(ids)].map((id) => ({ id }));
  const { ready, refusals } = await checkAll(ports, caller, asked);
  const items = ready.map(({ id }) => ({
    key: contactKey(ports, caller, id),
    itemId: id,
    wanted: account,
    clearRegarding: account === null,
  }));
  const { contacts: done, batchId } = await act(ports, caller, 'track', items);
  return { contacts: [...done, ...refusals], batchId };
}

/** Untracks contacts; the CRM's copies stay or go as the person says (C-04). */
export async function untrackContacts(
  ports: TrackingPorts,
  caller: Caller,
  { ids, deleteCopy }: UntrackContactsRequest,
): Promise<ContactOutcomes> {
  const items = [...new Set(ids)].map((id) => ({
    key: contactKey(ports, caller, id),
    itemId: id,
    wanted: null,
    keepCopy: !deleteCopy,
  }));
  return act(ports, caller, 'untrack', items);
}
