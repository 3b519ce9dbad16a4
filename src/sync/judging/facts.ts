import { normaliseMessageId } from '../../domain/mail/message-id.ts';
import { sendersFor, withChosen } from '../../domain/people/match.ts';
import { correlate } from '../../domain/sync/correlate.ts';
import type { Answered } from '../../domain/sync/correlate.ts';
import type { Decider, JudgeFacts, OtherPerson } from '../../domain/sync/judge.ts';
import { othersAmong } from './deciders.ts';
import { sentKeyOf } from './gather.ts';
import type { Known } from './gather.ts';
import { ruleAbout } from './open-mail.ts';
import type { OpenMail } from './open-mail.ts';
import { ownerOf } from './page.ts';

/** Whom an address stands for, for the owner of the mailbox, who is nobody's other side (§1.5.2, 3). */
function otherPerson({ facts, chosen }: Known, address: string): OtherPerson[] {
  const rows = sendersFor(address, facts.candidates, facts.me).filter(
    ({ table, id }) => table !== 'systemuser' || id !== facts.me,
  );
  if (rows.length === 0) return [];
  const best = withChosen(address, rows, chosen);
  const tables = best.rows.map(({ table }) => table);
  return [{ tables, isUnclear: rows.length > 1 && !best.isChosen }];
}

/** Those who could accept the mail; a user's own rule may say never. */
function recipientsOf({ page, deciders, rules }: Known, mail: OpenMail): Decider[] {
  return othersAmong(page, mail, deciders).map((decider) => {
    const theirs = rules.filter(({ userId }) => userId === decider.id);
    return { ...decider, refuses: ruleAbout(mail, theirs)?.decision === 'never' };
  });
}

function isSentCopyTracked({ page, facts, sentCopies }: Known, mail: OpenMail): boolean {
  const id = normaliseMessageId(mail.headers.internetMessageId);
  const isInCrm = facts.emails.some(
    ({ messageId, direction }) => direction === 'outgoing' && id !== '' && messageId === id,
  );
  return isInCrm || sentCopies.has(sentKeyOf(page, mail));
}

/** The tracked mail it answers. */
export const answeredBy = (
  { threads, page }: Pick<Known, 'threads' | 'page'>,
  { headers, traits }: OpenMail,
): Answered | null => correlate(headers, traits, threads.about(headers), page.settings);

/** What is known of one mail of the page. */
export const factsOf = (known: Known, mail: OpenMail): JudgeFacts => ({
  owner: ownerOf(known.page),
  recipients: recipientsOf(known, mail),
  rule: mail.rule,
  otherSide: mail.otherSide.flatMap((address) => otherPerson(known, address)),
  answered: answeredBy(known, mail),
  senderIs: known.deciders(mail.sender)?.[0]?.kind ?? null,
  isSentCopyTracked: isSentCopyTracked(known, mail),
});
