import type { Notice } from '../contracts/notices.ts';
import type { Log } from '../ports/runtime.ts';
import type { Subscriptions } from '../ports/subscriptions.ts';
import type { Hint, MailboxRef, Workloads } from '../ports/workloads.ts';

export interface NoticePorts {
  subscriptions: Subscriptions;
  workloads: Workloads;
  log: Log;
}

/** New mail is read at once; a mail that was read, moved or marked can wait as long as a busy box. */
const newMail: Hint = { spacingMs: 15_000 };
const changedMail: Hint = { spacingMs: 110_000 };

const hintOf = ({ changeType, lifecycleEvent }: Notice): Hint =>
  lifecycleEvent !== undefined || changeType === 'created' ? newMail : changedMail;

const keyOf = ({ tenantId, userId }: MailboxRef): string => `${tenantId}|${userId}`;

/** The most urgent hint of each mailbox: a POST holds many notices of one. */
function hints(all: readonly Notice[], known: ReadonlyMap<string, MailboxRef>) {
  const byMailbox = new Map<string, { mailbox: MailboxRef; hint: Hint }>();
  for (const one of all) {
    const mailbox = known.get(one.subscriptionId.toLowerCase());
    if (!mailbox) continue;
    const hint = hintOf(one);
    const other = byMailbox.get(keyOf(mailbox));
    if (!other || other.hint.spacingMs > hint.spacingMs) {
      byMailbox.set(keyOf(mailbox), { mailbox, hint });
    }
  }
  return byMailbox.values();
}

/**
 * What Exchange tells of: it only brings the mailbox's next cycle forward, which reads what there is
 * and mends what became of the subscription. So it may come late, twice, in any order or not at all.
 */
export async function receiveNotices(
  { subscriptions, workloads, log }: NoticePorts,
  all: readonly Notice[],
): Promise<void> {
  const proofs = all.map(({ subscriptionId, tenantId, clientState: secret }) => {
    return { subscriptionId, tenantId, secret };
  });
  const known = await subscriptions.verify(proofs);
  const strangers = all.filter(({ subscriptionId: id }) => !known.has(id.toLowerCase())).length;
  if (strangers > 0) log.warn({ strangers }, 'notifications nobody asked for were left out');
  for (const { subscriptionId, lifecycleEvent } of all) {
    const asks = lifecycleEvent === 'reauthorizationRequired';
    const isGone = lifecycleEvent === 'subscriptionRemoved';
    if ((asks || isGone) && known.has(subscriptionId.toLowerCase())) {
      await subscriptions.renewNow(subscriptionId, isGone);
    }
  }
  for (const { mailbox, hint } of hints(all, known)) {
    await workloads.bringForward(mailbox, 'incoming', hint);
  }
}
