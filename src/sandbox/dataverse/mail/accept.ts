import { sql } from 'kysely';
import { findRows, isReference, type Executor, type Row } from '../store/rows.ts';
import { correlate, type Correlation } from './correlate.ts';
import { addressesOf, type Mail } from './message.ts';
import { resolveAddresses, senderOf, type Directory } from './resolve.ts';
import { filteringOf, mailSettings, type MailSettings } from './settings.ts';
import { tokenIn } from './tracking-token.ts';

/** `ReasonCode` of CheckIncomingEmail and CheckPromoteEmail; wire.md §1.7. */
export const reasons = {
  unknown: -1,
  duplicate: 0,
  tokenUnknown: 1,
  correlated: 2,
  noUser: 3,
  internal: 4,
  senderMatches: 5,
  acceptsAll: 6,
  invalidSender: 7,
} as const;

export interface Verdict {
  isAccepted: boolean;
  reason: (typeof reasons)[keyof typeof reasons];
  /** The user or queue whose rule accepted. */
  accepting?: Row;
}

/** What is known about a mail before it is judged or stored. */
export interface Examined {
  mail: Mail;
  settings: MailSettings;
  directory: Directory;
  sender: Row | undefined;
  correlation: Correlation | undefined;
}

/** Finds who is behind the addresses and which conversation a mail belongs to. */
export async function examine(
  db: Executor,
  mail: Mail,
  userId: string | undefined,
  now: Date,
): Promise<Examined> {
  const settings = await mailSettings(db);
  const directory = await resolveAddresses(db, addressesOf(mail));
  const sender = senderOf(directory, mail.from[0]?.address ?? '', userId);
  const correlation = await correlate(db, mail, settings, now);
  return { mail, settings, directory, sender, correlation };
}

/** The e-mail row that has this Message-ID already. */
export async function findByMessageId(db: Executor, messageId: string): Promise<Row | undefined> {
  if (!messageId.trim()) return undefined;
  const [row] = await findRows(
    db,
    sql`r.table_name = 'email'
      and rtrim(lower(r.data->>'messageid')) = ${messageId.trim().toLowerCase()}`,
  );
  return row;
}

const acceptsMail = ({ data }: Row): boolean => data['incomingemaildeliverymethod'] !== 0;

/** Users and queues among the recipients of some lists, without those that take no mail. */
export function recipientsAmong(
  { directory }: Pick<Examined, 'directory'>,
  lists: readonly { address: string }[],
): Row[] {
  return lists
    .flatMap(({ address }) => directory.get(address) ?? [])
    .filter((row) => ['systemuser', 'queue'].includes(row.table) && acceptsMail(row));
}

const accepted = (reason: Verdict['reason'], accepting: Row): Verdict => ({
  isAccepted: true,
  reason,
  accepting,
});
const refused = (reason: Verdict['reason']): Verdict => ({ isAccepted: false, reason });

const customers = ['contact', 'account', 'lead'];

/** Whether a recipient's rule takes the mail, and why. */
function ruleOf(
  method: number,
  recipient: Row,
  { sender, correlation }: Examined,
): Verdict | undefined {
  if (correlation) return accepted(reasons.correlated, recipient);
  if (method === 0) return accepted(reasons.acceptsAll, recipient);
  const matches =
    (method === 2 && customers.includes(sender?.table ?? '')) || (method === 3 && sender);
  return matches ? accepted(reasons.senderMatches, recipient) : undefined;
}

const isInternal = ({ sender, settings }: Examined, recipients: readonly Row[]): boolean =>
  settings.isInternalIgnored &&
  sender?.table === 'systemuser' &&
  recipients.every(({ table }) => table === 'systemuser');

const isAddress = (address: string): boolean => /^[^\s@]+@[^\s@]+$/.test(address);

/** Whether an incoming mail is tracked, and why or why not. */
export async function judge(db: Executor, examined: Examined): Promise<Verdict> {
  const { mail, settings } = examined;
  if (mail.from.length !== 1 || !isAddress(mail.from[0]?.address ?? '')) {
    return refused(reasons.invalidSender);
  }
  if (await findByMessageId(db, mail.messageId)) return refused(reasons.duplicate);
  const recipients = recipientsAmong(examined, [...mail.to, ...mail.cc, ...mail.bcc]);
  if (recipients.length === 0) return refused(reasons.noUser);
  if (isInternal(examined, recipients)) return refused(reasons.internal);
  for (const recipient of recipients) {
    const verdict = ruleOf(await filteringOf(db, recipient), recipient, examined);
    if (verdict) return verdict;
  }
  const hasToken = tokenIn(mail.subject, settings) !== undefined;
  return refused(hasToken && !examined.correlation ? reasons.tokenUnknown : reasons.unknown);
}

/** The owner of a row as its id. */
export const ownerIdOf = (row: Row | undefined): string | undefined => {
  const owner = row?.data['ownerid'];
  return isReference(owner) ? owner.id : undefined;
};
