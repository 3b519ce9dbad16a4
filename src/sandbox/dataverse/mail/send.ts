import { sql } from 'kysely';
import type { Context } from '../api/types.ts';
import { DataverseError } from '../errors.ts';
import { requireAccess } from '../security/access.ts';
import {
  findRow,
  findRows,
  isReference,
  refersTo,
  textOf,
  updateRow,
  type Executor,
  type Row,
  type RowData,
} from '../store/rows.ts';
import { isoSeconds } from '../write/values.ts';
import { mailSettings, type MailSettings } from './settings.ts';
import { newToken, tokenIn } from './tracking-token.ts';

const senderMask = 1;
const recipientMasks = [2, 3, 4];

const partiesOf = (db: Executor, emailId: string): Promise<Row[]> =>
  findRows(db, sql`r.table_name = 'activityparty' and ${refersTo('activityid', emailId)}`);

const maskOf = ({ data }: Row): unknown => data['participationtypemask'];

const invalidParty = (text: string): DataverseError =>
  new DataverseError('InvalidActivityPartyAddress', text);

/** The user or queue a mail is sent by. Throws 400. */
async function senderRow(db: Executor, parties: readonly Row[]): Promise<Row> {
  const party = parties.find((one) => maskOf(one) === senderMask)?.data['partyid'];
  const isSender = isReference(party) && ['systemuser', 'queue'].includes(party.table);
  const row = isSender ? await findRow(db, [party.table], party.id) : undefined;
  if (row) return row;
  throw invalidParty('The e-mail must have a sender who is a user or a queue.');
}

function requireRecipients(parties: readonly Row[], { mayBeUnresolved }: MailSettings): void {
  const recipients = parties.filter((one) => recipientMasks.includes(Number(maskOf(one))));
  if (recipients.length === 0) {
    throw new DataverseError(
      'EmailRecipientNotSpecified',
      'The e-mail must have at least one recipient before it can be sent.',
    );
  }
  if (recipients.some(({ data }) => !textOf(data['addressused']))) {
    throw invalidParty('One or more recipients do not have an e-mail address.');
  }
  const isUnresolved = recipients.some(({ data }) => !isReference(data['partyid']));
  if (isUnresolved && !mayBeUnresolved) {
    throw invalidParty('One or more recipients of the e-mail are not resolved.');
  }
}

function requireDraft(email: Row): void {
  if (email.data['statecode'] === 0 && email.data['directioncode'] !== false) return;
  throw new DataverseError(
    'InvalidState',
    'The e-mail cannot be sent: only an outgoing draft or a failed e-mail can.',
  );
}

/** The state after sending: handed to the mail pipeline, or only marked as sent. */
const stateOf = (isIssued: boolean, now: Date): RowData =>
  isIssued
    ? { statecode: 1, statuscode: 6 }
    : { statecode: 1, statuscode: 3, senton: isoSeconds(now), actualend: isoSeconds(now) };

const largestSubject = 800;

/** A subject with its token at the end, cut to the column's length. */
const withToken = (subject: string, token: string): string =>
  token && !subject.includes(token)
    ? `${subject.slice(0, largestSubject - token.length - 1).trimEnd()} ${token}`.trimStart()
    : subject;

/**
 * Sends an e-mail. `isIssued` leaves it Pending Send for server-side synchronisation; else it is
 * marked Sent and goes nowhere. Answers the subject with its tracking token.
 * @param token empty for one the server makes; a token the subject holds already stays.
 */
export async function sendEmail(
  context: Context,
  email: Row,
  isIssued: boolean,
  token: string,
): Promise<string> {
  const { db } = context;
  await requireAccess(db, context.principals, 'Write', email);
  requireDraft(email);
  const settings = await mailSettings(db);
  const parties = await partiesOf(db, email.id);
  const sender = await senderRow(db, parties);
  requireRecipients(parties, settings);
  const subject = textOf(email.data['subject']);
  const own = token || tokenIn(subject, settings);
  const used = own ?? (await newToken(db, context.principals[0].id, settings));
  const data = {
    ...email.data,
    ...stateOf(isIssued, context.now()),
    subject: withToken(subject, used),
    trackingtoken: used,
    emailsender: { table: sender.table, id: sender.id },
    sendermailboxid: sender.data['defaultmailbox'] ?? null,
    modifiedon: isoSeconds(context.now()),
  };
  await updateRow(db, { ...email, data });
  return textOf(data.subject);
}
