import type { Candidate } from '../people/match.ts';
import type { CorrelationMethod } from '../sync/correlation.ts';
import type { RecordRef } from './email-activity.ts';

/** What the CRM is told of why an email is there (E-22). */
export interface EmailThread {
  /** The email it answers; its parent where the mails themselves say so (§1.4.6, effects). */
  answers: { id: string; isParent: boolean } | null;
  /** The user or queue whose rule accepted it; null: by hand. */
  acceptedBy: RecordRef | null;
}

export interface ThreadQuestion {
  correlation: { method: CorrelationMethod; activityId: string | null } | null;
  /** Whether the CRM has the correlated email, for who tracks. */
  isAnsweredReadable: boolean;
  /** Entra object id of a person, or id of a queue. */
  acceptedBy: string | null;
  /** Whose mailbox it is: Entra object id, and system user. */
  mailbox: { userId: string; systemUserId: string | null };
  candidates: readonly Candidate[];
}

/** In-Reply-To and the conversation index make the email a child of the one it answers. */
const parentMethods: ReadonlySet<CorrelationMethod> = new Set([3, 5]);

function acceptingRow({ acceptedBy, mailbox, candidates }: ThreadQuestion): RecordRef | null {
  if (acceptedBy === null) return null;
  if (acceptedBy === mailbox.userId && mailbox.systemUserId) {
    return { table: 'systemuser', id: mailbox.systemUserId };
  }
  const found = candidates.find(
    ({ table, id, userId }) =>
      (table === 'queue' && id === acceptedBy) || (table === 'systemuser' && userId === acceptedBy),
  );
  return found ? { table: found.table, id: found.id } : null;
}

/** Null where there is nothing to tell. */
export function emailThreadFor(question: ThreadQuestion): EmailThread | null {
  const { correlation, isAnsweredReadable } = question;
  const id = isAnsweredReadable ? (correlation?.activityId ?? null) : null;
  const answers =
    correlation && id !== null ? { id, isParent: parentMethods.has(correlation.method) } : null;
  const acceptedBy = acceptingRow(question);
  return answers || acceptedBy ? { answers, acceptedBy } : null;
}
