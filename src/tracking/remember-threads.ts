import { threadTraitsOf } from '../domain/sync/thread-traits.ts';
import type { LikenedMail } from '../domain/sync/smart-matching.ts';
import { mayHoldToken } from '../domain/sync/tracking-token.ts';
import type { Actor } from '../ports/actor.ts';
import type { TrackingPorts } from './ports.ts';

/** A mail that was tracked; `key` is the ledger's. */
export interface RememberedMail {
  key: string;
  mail: LikenedMail & { conversationIndex?: string };
}

/**
 * Keeps by what answers to tracked mails will be known (§1.4.6), as hashes. What likens mails is
 * kept only where the organisation wants smart matching. May be repeated.
 */
export async function rememberThreads(
  ports: Pick<TrackingPorts, 'threads' | 'organization' | 'crmMail'>,
  actor: Actor,
  mails: readonly RememberedMail[],
  signal: AbortSignal,
): Promise<void> {
  if (mails.length === 0) return;
  const mayHold = mails.some(({ mail }) => mayHoldToken(mail.subject));
  const [{ smartMatching }, tokens] = await Promise.all([
    ports.organization.get(actor.tenantId),
    mayHold ? ports.crmMail.tokens(actor, signal) : { prefix: '' },
  ]);
  const kept = mails.map(({ key, mail }) => ({
    key,
    traits: threadTraitsOf(mail, { tokens, smartMatching }),
  }));
  await ports.threads.remember(actor.tenantId, kept);
}
