import type { MemoryDatabase } from '../../adapters/memory/memory-database.ts';
import { sameRecord } from '../../tracking/adopt-email.ts';
import type { CrmData } from './crm-ports.ts';
import type { Expectations, Expected } from './expectations.ts';
import { normaliseMessageId } from '../../domain/mail/message-id.ts';

/** Something that must never be, and which mail it is about. */
export interface Violation {
  invariant: string;
  about: string;
}

interface Ended {
  db: MemoryDatabase;
  crm: CrmData;
  expectations: Expectations;
}

const isWanted = ({ isAccepted, isAsked, isUntracked }: Expected): boolean =>
  (isAccepted || isAsked) && !isUntracked;

/** What became of one mail, against what was to become of it. */
function judge({ db, crm }: Ended, expected: Expected): string[] {
  const { mail, key, isPoison, isUntracked, isAccepted, isAsked, isMaybeAsked, regarding } =
    expected;
  const copies = crm
    .with(normaliseMessageId(mail.messageId))
    .filter(({ direction }) => direction === mail.direction);
  const row = db.items.get(key)?.row;
  const broken: string[] = [];
  if (copies.length > 1) broken.push('doubled');
  if (row?.state === 'pending') broken.push('pending for ever');
  if (isPoison) {
    if (isWanted(expected) && row?.state !== 'failed')
      broken.push('neither activity nor dead letter');
    return broken;
  }
  if (row?.state === 'failed') broken.push(`given up (${row.problem ?? ''})`);
  if (isWanted(expected) && copies.length === 0) broken.push('lost');
  if (isWanted(expected) && copies.length > 0 && row?.state !== 'tracked') {
    broken.push('in the CRM, but not in the ledger');
  }
  if (isUntracked && row?.state !== 'untracked') broken.push('tracked again after untracking');
  if (!isAccepted && !isAsked && !isMaybeAsked && copies.length > 0) broken.push('tracked unasked');
  const [copy] = copies;
  if (regarding !== undefined && copy && !sameRecord(copy.regarding, regarding)) {
    broken.push('not regarding what was asked for');
  }
  return broken;
}

/** Every mail whose end is not what it must be. */
export function violationsIn(ended: Ended): Violation[] {
  return [...ended.expectations.all.values()].flatMap((expected) =>
    judge(ended, expected).map((invariant) => {
      const state = ended.db.items.get(expected.key)?.row.state ?? 'unknown';
      const about = `${expected.mail.messageId} ${expected.mail.direction} key ${expected.key} (${state})`;
      return { invariant, about };
    }),
  );
}
