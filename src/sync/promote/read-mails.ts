import type { Claim, Outcome } from '../../ports/ledger.ts';
import { Failure } from '../../ports/failure.ts';
import { outcomeOf } from '../../tracking/attempt.ts';
import { checkMessage } from '../../tracking/check-message.ts';
import type { Outcomes } from './outcomes.ts';
import type { HeldMail, Promotion } from './held-mail.ts';

const isSimple = ({ row }: Claim): boolean =>
  row.state === 'pending' && row.intent === 'track' && row.draftSince === null;

function held(
  { ports }: Promotion,
  claim: Claim,
  message: HeldMail['message'] | Failure,
): HeldMail | Outcome {
  const { row } = claim;
  try {
    if (message instanceof Failure) throw message;
    checkMessage(ports.crm.organization, row, message);
    return { claim, row, message };
  } catch (error) {
    return outcomeOf(ports, row, error);
  }
}

/**
 * Reads what is to be promoted. What is more than tracking a mail, and drafts, go on by themselves.
 * @throws Failure where the mailbox does not answer.
 */
export async function readMails(
  promotion: Promotion,
  claims: readonly Claim[],
  outcomes: Outcomes,
): Promise<HeldMail[]> {
  const { ports, mailbox, signal } = promotion;
  for (const claim of claims) if (!isSimple(claim)) outcomes.handOver(claim);
  const simple = claims.filter(isSimple);
  const messages = await ports.mailbox.readMany(
    mailbox,
    simple.map(({ row }) => row),
    signal,
  );
  return simple.flatMap((claim, index) => {
    const message = messages[index];
    if (!message) return [];
    if (!(message instanceof Failure) && message.kind === 'draft') {
      outcomes.handOver(claim);
      return [];
    }
    const mail = held(promotion, claim, message);
    if (!('kind' in mail)) return [mail];
    outcomes.set(claim, mail);
    return [];
  });
}
