import type { FailureKind } from '../retry.ts';
import { decideRetry } from '../retry.ts';

/** What a failed attempt at sending an e-mail means for it. */
export type SendDecision =
  /** The service or the mailbox is away: every e-mail waits with it, and none is to blame. */
  { do: 'stop' } | { do: 'retry'; inMs: number } | { do: 'give-up' };

export interface FailedSend {
  kind: FailureKind;
  service: 'crm' | 'mailbox' | 'directory';
  /** Attempts at it that failed before this one, and for how long they do. */
  failures: number;
  failingForMs: number;
  random: number;
}

/** Of every e-mail of the mailbox alike, until it is mended. */
const ofAll = ({ kind, service }: FailedSend): boolean =>
  kind === 'throttled' || kind === 'sign-in-needed' || (kind === 'forbidden' && service !== 'crm');

/**
 * Five attempts, a cycle apart; while a service is away, for about a day. What the far side refuses
 * for good is no matter of this.
 */
export function decideSendFailure(failed: FailedSend): SendDecision {
  if (ofAll(failed)) return { do: 'stop' };
  const decision = decideRetry({ ...failed, isUnattended: true });
  return 'retryInMs' in decision ? { do: 'retry', inMs: decision.retryInMs } : { do: 'give-up' };
}
