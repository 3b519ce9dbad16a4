import type { Candidate } from '../people/match.ts';
import { matchesFor, sendersFor } from '../people/match.ts';
import type { Direction } from './direction.ts';
import type { MailAddress, MailMessage } from './message.ts';

export interface OwnerQuestion {
  mail: Pick<MailMessage, 'from' | 'to' | 'cc' | 'bcc'>;
  direction: Direction;
  candidates: readonly Candidate[];
  /** System user who tracks. */
  trackingUserId: string | null;
  /** Owner of the activity the mail answers, where it was found. */
  correlatedOwnerId?: string | null;
}

/** System users among the recipients of one list, in its order. */
const usersIn = (list: readonly MailAddress[], candidates: readonly Candidate[]): string[] =>
  list.flatMap(({ address }) =>
    matchesFor(address, candidates)
      .filter(({ table }) => table === 'systemuser')
      .map(({ id }) => id),
  );

/**
 * Who is to own the activity of a mail (E-12): of the first of To, Cc and Bcc that names a user of
 * the CRM, the one who owns the mail it answers, else the one who owns the sender's record, else the
 * first. Nobody named, or a mail of their own: who tracks it.
 * @returns a system user; null where there is none at all.
 */
export function ownerFor(question: OwnerQuestion): string | null {
  const { mail, direction, candidates, trackingUserId, correlatedOwnerId = null } = question;
  if (direction === 'outgoing') return trackingUserId;
  const lists = [mail.to, mail.cc, mail.bcc].map((list) => usersIn(list, candidates));
  const eligible = lists.find((list) => list.length > 0) ?? [];
  const [sender] = sendersFor(mail.from?.address ?? '', candidates, trackingUserId);
  const preferred = [correlatedOwnerId, sender?.ownerId ?? null].find(
    (id) => id !== null && eligible.includes(id),
  );
  return preferred ?? eligible[0] ?? trackingUserId;
}
