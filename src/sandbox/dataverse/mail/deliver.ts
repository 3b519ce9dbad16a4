import type { Context } from '../api/types.ts';
import { badPayload, duplicateRecord } from '../errors.ts';
import { tableOf } from '../metadata/index.ts';
import {
  findRow,
  isReference,
  updateRow,
  type Reference,
  type Row,
  type RowData,
  type Value,
} from '../store/rows.ts';
import { createRow } from '../write/create.ts';
import { readChange, type Change, type Json } from '../write/payload.ts';
import { changeRow } from '../write/update.ts';
import { isoSeconds } from '../write/values.ts';
import { ownerIdOf, recipientsAmong, type Examined, type Verdict } from './accept.ts';
import { conversationHash, methods } from './correlate.ts';
import { text } from './message.ts';
import { partiesOf } from './parties.ts';
import { tokenIn } from './tracking-token.ts';

const importances: Record<string, number> = { low: 0, normal: 1, high: 2 };

function importanceOf(value: unknown): number {
  const name = typeof value === 'number' ? String(value) : text(value).toLowerCase();
  return importances[name] ?? (['0', '1', '2'].includes(name) ? Number(name) : 1);
}

function timeOf(value: unknown, now: Date): string {
  if (value === undefined || value === null) return isoSeconds(now);
  const time = new Date(text(value));
  if (Number.isNaN(time.getTime())) throw badPayload('emails', "'ReceivedOn' is no time.");
  return isoSeconds(time);
}

const reference = (row: Row | undefined): Value => (row ? { table: row.table, id: row.id } : null);

/** The account behind a sender: itself, or the company of a contact. */
function accountOf(sender: Row | undefined): Value {
  if (sender?.table === 'account') return reference(sender);
  const company = sender?.data['parentcustomerid'];
  return isReference(company) && company.table === 'account' ? company : null;
}

/** What a client may give too, and what only the server fills. */
function columnsOf(examined: Examined, given: Json, now: Date): { own: RowData; server: RowData } {
  const { mail, sender, correlation, settings } = examined;
  const at = timeOf(given['ReceivedOn'], now);
  const recipients = [...mail.to, ...mail.cc, ...mail.bcc].map(({ address }) => address);
  const isChild =
    correlation?.method === methods.inReplyTo || correlation?.method === methods.conversationIndex;
  return {
    own: {
      subject: mail.subject.slice(0, 800),
      description: typeof given['Body'] === 'string' ? given['Body'] : null,
      prioritycode: importanceOf(given['Importance']),
      messageid: mail.messageId || null,
      submittedby: text(given['SubmittedBy']).slice(0, 250) || null,
      sender: mail.from[0]?.address.slice(0, 250) ?? null,
      torecipients: recipients.join(';').slice(0, 500),
      trackingtoken: tokenIn(mail.subject, settings) ?? null,
    },
    server: {
      senton: at,
      actualend: at,
      emailsender: reference(sender),
      sendersaccount: accountOf(sender),
      inreplyto: mail.inReplyTo ?? null,
      conversationindex: mail.conversationIndex ?? null,
      baseconversationindexhash: mail.conversationIndex
        ? conversationHash(mail.conversationIndex)
        : null,
      correlationmethod: correlation?.method ?? methods.none,
      correlatedactivityid: reference(correlation?.email),
      parentactivityid: isChild ? reference(correlation.email) : null,
    },
  };
}

/** The first list with an eligible user: who owns the conversation, who owns the sender, the first. */
function ownerOf(examined: Examined): Row | undefined {
  const { mail, correlation, sender } = examined;
  for (const list of [mail.to, mail.cc, mail.bcc]) {
    const users = recipientsAmong(examined, list);
    const preferred = [ownerIdOf(correlation?.email), ownerIdOf(sender)];
    const found = preferred.map((id) => users.find((user) => user.id === id)).find(Boolean);
    if (found ?? users[0]) return found ?? users[0];
  }
  return undefined;
}

const ownerReference = (row: Row | undefined): RowData => {
  if (!row) return {};
  const owner = row.table === 'queue' ? row.data['ownerid'] : reference(row);
  return owner ? { ownerid: owner } : {};
};

/** A mail of a conversation is regarding what the conversation is regarding. */
const regardingOf = ({ correlation }: Examined): RowData => {
  const regarding = correlation?.email.data['regardingobjectid'];
  return isReference(regarding) ? { regardingobjectid: regarding } : {};
};

async function attach(context: Context, email: Reference, items: unknown): Promise<void> {
  const table = tableOf('activitymimeattachment');
  for (const item of Array.isArray(items) ? (items as Json[]) : []) {
    const { values } = await readChange(context, table, item);
    const bound = { ...values, objectid: { table: 'email', id: email.id } };
    await createRow(context, table, { values: bound, collections: {} });
  }
}

const statuses = { received: 4, sent: 3 } as const;

/** Fills what only the server may, and closes the e-mail. */
async function complete(
  context: Context,
  id: string,
  server: RowData,
  status: number,
): Promise<Row> {
  const row = await findRow(context.db, ['email'], id);
  if (!row) throw new Error(`The e-mail ${id} has gone.`);
  const data = { ...row.data, ...server, statecode: 1, statuscode: status };
  await updateRow(context.db, { ...row, data });
  return { ...row, data };
}

/** How `recipient` was reached: whose rule accepted, whose mailbox was read. */
function receivedBy(examined: Examined, given: Json, verdict: Verdict | undefined): RowData {
  const submitter = text(given['SubmittedBy']).toLowerCase();
  const [reader] = recipientsAmong(examined, [{ address: submitter }]);
  return {
    acceptingentityid: reference(verdict?.accepting),
    receivingmailboxid: (reader ?? verdict?.accepting)?.data['defaultmailbox'] ?? null,
  };
}

/** Makes the e-mail of a received mail: parties, attachments, conversation. Answers its id. */
export async function deliver(
  context: Context,
  examined: Examined,
  given: Json,
  verdict: Verdict | undefined,
): Promise<string> {
  const { own, server } = columnsOf(examined, given, context.now());
  const owner = verdict?.accepting?.table === 'queue' ? verdict.accepting : ownerOf(examined);
  const change: Change = {
    values: { ...own, directioncode: false, ...regardingOf(examined), ...ownerReference(owner) },
    collections: { email_activity_parties: partiesOf(examined) },
  };
  const row = await createRow(context, tableOf('email'), change);
  await attach(context, row, given['Attachments']);
  const all = { ...server, ...receivedBy(examined, given, verdict) };
  return (await complete(context, row.id, all, statuses.received)).id;
}

/** Fills an e-mail that a person tracked; one from a user to others was sent. */
export async function promote(
  context: Context,
  email: Row,
  examined: Examined,
  given: Json,
): Promise<string> {
  if (email.data['statecode'] !== 0) throw duplicateRecord();
  const { own, server } = columnsOf(examined, given, context.now());
  const isOutgoing = examined.sender?.table === 'systemuser';
  const regarding = isReference(email.data['regardingobjectid']) ? {} : regardingOf(examined);
  await changeRow(context, email, {
    values: { ...own, directioncode: isOutgoing, ...regarding },
    collections: { email_activity_parties: partiesOf(examined) },
  });
  await attach(context, { table: 'email', id: email.id }, given['Attachments']);
  const status = isOutgoing ? statuses.sent : statuses.received;
  return (await complete(context, email.id, server, status)).id;
}
