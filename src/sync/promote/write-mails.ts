import type { RecordRef } from '../../domain/mail/email-activity.ts';
import { fewAtOnce } from '../../lib/few-at-once.ts';
import type { NewEmail } from '../../ports/crm.ts';
import type { Mark } from '../../ports/mailbox.ts';
import { Failure } from '../../ports/failure.ts';
import { adopt } from '../../tracking/adopt-email.ts';
import { outcomeOf } from '../../tracking/attempt.ts';
import { newEmail } from '../../tracking/new-email.ts';
import type { HeldMail, Promotion } from './held-mail.ts';
import { lookAtMails } from './mail-facts.ts';
import type { MailFacts } from './mail-facts.ts';
import type { Outcomes } from './outcomes.ts';
import { queuesFor } from './queues.ts';

/** Regardings that are changed at the same time, of mails the CRM had already. */
const adoptedAtOnce = 4;

/** A mail the CRM has now. */
export interface WrittenMail extends HeldMail {
  mark: Mark;
  adopted?: { regarding: RecordRef | null };
}

/** Those whose mail the CRM has: whoever put it there, it is the same mail (E-02). */
async function adoptAll(
  promotion: Promotion,
  mails: readonly There[],
  outcomes: Outcomes,
): Promise<WrittenMail[]> {
  const { ports, mailbox, signal } = promotion;
  const written = await fewAtOnce(mails, adoptedAtOnce, async ({ mail, email }) => {
    try {
      return [
        { ...mail, ...(await adopt({ ports, actor: mailbox, row: mail.row, signal }, email)) },
      ];
    } catch (error) {
      outcomes.set(mail, outcomeOf(ports, mail.row, error));
      return [];
    }
  });
  return written.flat();
}

interface Composed {
  mail: HeldMail;
  email: NewEmail;
}

/** A mail that cannot be made into an email is its own trouble and nobody else's. */
function compose(
  promotion: Promotion,
  facts: MailFacts,
  mails: readonly HeldMail[],
  outcomes: Outcomes,
): Composed[] {
  return mails.flatMap((mail) => {
    const { row, message } = mail;
    try {
      const people = facts.peopleOf(mail);
      const email = newEmail(row, message, people, facts.correlatedOwnerOf(mail));
      return [{ mail, email: { ...email, queueIds: queuesFor(promotion, facts, mail) } }];
    } catch (error) {
      promotion.ports.log.error({ item: row.key, err: error }, 'mail cannot be composed');
      outcomes.set(mail, outcomeOf(promotion.ports, row, error));
      return [];
    }
  });
}

/** @throws Failure where the CRM does not answer. */
async function create(
  { ports, mailbox, signal }: Promotion,
  composed: readonly Composed[],
  outcomes: Outcomes,
): Promise<{ created: WrittenMail[]; unseen: HeldMail[] }> {
  if (composed.length === 0) return { created: [], unseen: [] };
  const results = await ports.crm.createEmails(
    mailbox,
    composed.map(({ email }) => email),
    signal,
  );
  const created: WrittenMail[] = [];
  const unseen: HeldMail[] = [];
  for (const [index, { mail, email }] of composed.entries()) {
    const result = results[index];
    if (result === 'exists') unseen.push(mail);
    else if (result instanceof Failure) outcomes.set(mail, outcomeOf(ports, mail.row, result));
    else created.push({ ...mail, mark: { activityId: email.id, regarding: mail.row.wanted } });
  }
  return { created, unseen };
}

type There = { mail: HeldMail; email: { id: string; regarding: RecordRef | null } };

const thoseThere = (facts: MailFacts, mails: readonly HeldMail[]): There[] =>
  mails.flatMap((mail) => {
    const email = facts.emailOf(mail);
    return email ? [{ mail, email }] : [];
  });

/** Made since we looked: by somebody else, or by us, and the answer was lost. */
async function lookAgain(
  promotion: Promotion,
  unseen: readonly HeldMail[],
  outcomes: Outcomes,
): Promise<There[]> {
  if (unseen.length === 0) return [];
  const there = thoseThere(await lookAtMails(promotion, unseen), unseen);
  const found = new Set(there.map(({ mail }) => mail));
  // It may be one the owner of the mailbox must not read; the ordinary attempt knows what to do.
  for (const mail of unseen) if (!found.has(mail)) outcomes.handOver(mail);
  return there;
}

/**
 * Sees to it that the CRM has every mail, whoever put it there.
 * @throws Failure where the CRM does not answer.
 */
export async function writeMails(
  promotion: Promotion,
  facts: MailFacts,
  mails: readonly HeldMail[],
  outcomes: Outcomes,
): Promise<WrittenMail[]> {
  const there = thoseThere(facts, mails);
  const known = new Set(there.map(({ mail }) => mail));
  const fresh = mails.filter((mail) => !known.has(mail));
  const composed = compose(promotion, facts, fresh, outcomes);
  const { created, unseen } = await create(promotion, composed, outcomes);
  const all = [...there, ...(await lookAgain(promotion, unseen, outcomes))];
  return [...created, ...(await adoptAll(promotion, all, outcomes))];
}
