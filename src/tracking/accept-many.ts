import { randomUUID } from 'node:crypto';
import type { RecordRef } from '../domain/mail/email-activity.ts';
import { settleWithin } from '../lib/settle-within.ts';
import type { Caller } from '../ports/actor.ts';
import type { AcceptedIntent, Claim, Intent, LedgerRow } from '../ports/ledger.ts';
import { attemptAll } from './attempt-all.ts';
import { runAttempt } from './attempt.ts';
import type { TrackingPorts } from './ports.ts';

/** The person has an answer after this long; the rest goes on without them. */
const answerWithinMs = 2_500;

/** What a person wants of one contact or task. */
export interface WantedItem {
  key: string;
  /** As the ledger keeps it. */
  itemId: string;
  wanted: RecordRef | null;
  clearRegarding?: boolean;
  keepCopy?: boolean;
}

export interface WantedItems {
  kind: 'contact' | 'task';
  intent: Intent;
  items: readonly WantedItem[];
}

export interface AcceptedItems {
  /** The items as they are when there is an answer; those under way are pending. */
  rows: LedgerRow[];
  /** Of several items, to ask how far they are; null: it was one. */
  batchId: string | null;
}

const intentsOf = (
  { tenantId, userId }: Caller,
  { kind, intent, items }: WantedItems,
): AcceptedIntent[] =>
  items.map((item) => ({
    ...item,
    kind,
    intent,
    tenantId,
    requestedBy: userId,
    // What is made in Outlook goes to the CRM.
    direction: 'outgoing',
    internetMessageId: '',
    via: items.length > 1 ? 'several' : 'pane',
  }));

/** An attempt that breaks off is the worker's to finish. */
async function attempt(ports: TrackingPorts, caller: Caller, claim: Claim | null): Promise<void> {
  if (!claim) return;
  await runAttempt(ports, caller, claim).catch((error: unknown) =>
    ports.log.error({ err: error, item: claim.row.key }, 'attempt broke off'),
  );
}

async function acceptOne(ports: TrackingPorts, caller: Caller, intent: AcceptedIntent) {
  const { row, lease } = await ports.ledger.accept(intent);
  return attempt(ports, caller, lease && { row, lease });
}

/**
 * Accepts what is wanted of all items before anything is tried, so that nothing is lost when the
 * person goes elsewhere (C-03), then tries them a few at a time.
 */
export async function acceptMany(
  ports: TrackingPorts,
  caller: Caller,
  wanted: WantedItems,
): Promise<AcceptedItems> {
  const { tenantId, userId } = caller;
  const intents = intentsOf(caller, wanted);
  const [first, ...others] = intents;
  if (!first) return { rows: [], batchId: null };
  const batchId = others.length > 0 ? randomUUID() : null;
  if (batchId) await ports.batches.accept({ id: batchId, tenantId, userId }, intents);
  const working: Promise<unknown> = batchId
    ? attemptAll(ports, caller, intents)
    : acceptOne(ports, caller, first);
  ports.background.add(working);
  await settleWithin(working, answerWithinMs);
  const rows = await ports.ledger.ofMailbox(tenantId, userId, wanted.kind);
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return { rows: intents.flatMap(({ key }) => byKey.get(key) ?? []), batchId };
}
