import type { ContactOutcome, ContactOutcomes } from '../../contracts/contact.ts';
import { toOutlook } from '../../domain/contacts/contact-map.ts';
import { fewAtOnce } from '../../lib/few-at-once.ts';
import { settleWithin } from '../../lib/settle-within.ts';
import type { Caller } from '../../ports/actor.ts';
import type { CrmContact } from '../../ports/crm-contacts.ts';
import { Failure } from '../../ports/failure.ts';
import { acceptMany } from '../accept-many.ts';
import { stateOf } from '../listed-state.ts';
import type { TrackingPorts } from '../ports.ts';
import { assess } from '../problem.ts';
import { contactKey } from './list-outlook.ts';

const atOnce = 4;
const eachWithinMs = 20_000;
const answerWithinMs = 8_000;

const outcome = (id: string, more: Partial<ContactOutcome>): ContactOutcome => ({
  id,
  state: 'not-tracked',
  problem: null,
  missing: [],
  matches: [],
  ...more,
});

/** The contact in the mailbox that has the mark; a new one with the mark where there is none. */
async function findOrMake(
  ports: TrackingPorts,
  caller: Caller,
  contact: CrmContact,
  signal: AbortSignal,
): Promise<string> {
  const found = await ports.mailboxContacts.findByLink(caller, contact.id, signal);
  if (found) return found;
  const company = contact.parent?.table === 'account' ? contact.parent.name : '';
  const { fields, places } = toOutlook(contact.columns, { company });
  const named = { displayName: contact.name, ...fields };
  return ports.mailboxContacts.create(
    caller,
    { fields: named, places, contactId: contact.id },
    signal,
  );
}

async function addOne(ports: TrackingPorts, caller: Caller, id: string): Promise<ContactOutcome> {
  const signal = AbortSignal.timeout(eachWithinMs);
  try {
    const contact = await ports.crmContacts.read(caller, id, signal);
    if (!contact) throw new Failure('not-found', 'crm', 'crm: no such contact');
    const itemId = await findOrMake(ports, caller, contact, signal);
    const key = contactKey(ports, caller, itemId);
    const items = [{ key, itemId, wanted: { table: 'contact', id } }];
    const { rows } = await acceptMany(ports, caller, { kind: 'contact', intent: 'track', items });
    return outcome(id, { state: stateOf(rows[0]), problem: rows[0]?.problem ?? null });
  } catch (error) {
    ports.log.warn({ record: id, code: (error as Error).message }, 'contact not added');
    return outcome(id, { problem: assess(error).problem });
  }
}

/** What is being added at the moment, so that a second click adds nothing twice. */
const underWay = new Map<string, Promise<ContactOutcome>>();

function addOnce(ports: TrackingPorts, caller: Caller, id: string): Promise<ContactOutcome> {
  const key = `${caller.tenantId}|${caller.userId}|${id}`;
  const known = underWay.get(key);
  if (known) return known;
  const adding = addOne(ports, caller, id).finally(() => underWay.delete(key));
  underWay.set(key, adding);
  return adding;
}

/**
 * Puts contacts of the CRM into the caller's Outlook and tracks them (CT-01 by hand). What takes
 * long goes on after the answer, and is pending in it.
 */
export async function addToOutlook(
  ports: TrackingPorts,
  caller: Caller,
  ids: readonly string[],
): Promise<ContactOutcomes> {
  const wanted = [...new Set(ids.map((id) => id.toLowerCase()))];
  const done = new Map<string, ContactOutcome>();
  const working = fewAtOnce(wanted, atOnce, async (id) =>
    done.set(id, await addOnce(ports, caller, id)),
  ).finally(() => ports.lists.forget(caller, 'contacts'));
  ports.background.add(working);
  await settleWithin(working, answerWithinMs);
  const contacts = wanted.map((id) => done.get(id) ?? outcome(id, { state: 'pending' }));
  return { contacts, batchId: null };
}
