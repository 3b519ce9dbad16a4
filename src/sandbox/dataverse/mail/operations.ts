import { sql } from 'kysely';
import type { Context } from '../api/types.ts';
import { DataverseError, duplicateRecord, notFound } from '../errors.ts';
import { boundRow, guidOf, optionalText, requiredText, rowOf } from '../functions/parameters.ts';
import type { Call, Operation } from '../functions/types.ts';
import { tableOf } from '../metadata/index.ts';
import { accessible, requireAccess, requirePrivilege } from '../security/access.ts';
import { findRow, findRows, isReference, updateRow, type Row } from '../store/rows.ts';
import { presentRows } from '../read/expand.ts';
import { parsePrefer } from '../api/prefer.ts';
import { isObject, type Json } from '../write/payload.ts';
import { examine, findByMessageId, judge, reasons, type Examined } from './accept.ts';
import { deliver, promote } from './deliver.ts';
import { readMail } from './message.ts';
import { mailSettings } from './settings.ts';
import { templateOperations } from './template-operations.ts';
import { newToken, tokenIn } from './tracking-token.ts';
import { sendEmail } from './send.ts';

const examined = (context: Context, given: Json): Promise<Examined> =>
  examine(context.db, readMail(given), context.principals[0].id, context.now());

const texts = (call: Call, names: readonly string[]): Json =>
  Object.fromEntries(names.map((name) => [name, optionalText(call, name) ?? '']));

/** `ExtraProperties` of a function: JSON behind an alias. */
const extraOf = ({ parameters }: Call): Json => {
  const literal = parameters['ExtraProperties'];
  return literal?.kind === 'json' && isObject(literal.value)
    ? { ExtraProperties: literal.value }
    : {};
};

/** `CheckIncomingEmail(MessageId,Subject,From,To,Cc,Bcc)`: whether a mail would be tracked. */
const checkIncomingEmail: Operation = {
  method: 'GET',
  run: async (context, call) => {
    requirePrivilege(context.principals, 'Read', tableOf('email'));
    requiredText(call, 'MessageId');
    const given = texts(call, ['MessageId', 'Subject', 'From', 'To', 'Cc', 'Bcc']);
    const all = await examined(context, { ...given, ...extraOf(call) });
    const { isAccepted, reason } = await judge(context.db, all);
    return { ShouldDeliver: isAccepted, ReasonCode: reason };
  },
};

/** `CheckPromoteEmail(MessageId=@m,…)`: whether an e-mail with that Message-ID is there already. */
const checkPromoteEmail: Operation = {
  method: 'GET',
  run: async (context, call) => {
    const found = await findByMessageId(context.db, requiredText(call, 'MessageId'));
    return { ShouldPromote: !found, ReasonCode: found ? reasons.duplicate : reasons.unknown };
  },
};

const noEmail = '00000000-0000-0000-0000-000000000000';

/**
 * `emails/…DeliverIncomingEmail`: makes a received e-mail. With `ValidateBeforeCreate` a mail
 * nobody accepts is not made, and the id is empty.
 */
const deliverIncomingEmail: Operation = {
  method: 'POST',
  boundTo: 'email',
  isOfSet: true,
  run: async (context, { body }) => {
    const all = await examined(context, body);
    const verdict = await judge(context.db, all);
    const isValidated = body['ValidateBeforeCreate'] === true;
    if (isValidated && !verdict.isAccepted) return { EmailId: noEmail };
    if (verdict.reason === reasons.duplicate) throw duplicateRecord();
    return { EmailId: await deliver(context, all, body, verdict) };
  },
};

/** The attachments `AttachmentIds` names, as they are to be made again. */
async function attachmentsOf(context: Context, ids: unknown): Promise<Json[]> {
  const items: Json[] = [];
  for (const item of Array.isArray(ids) ? ids : []) {
    const id = guidOf(isObject(item) ? item['activitymimeattachmentid'] : item, 'AttachmentIds');
    const row = await findRow(context.db, ['activitymimeattachment'], id);
    if (!row) throw notFound('activitymimeattachment', id);
    await requireAccess(context.db, context.principals, 'Read', row);
    const { filename, mimetype, body, subject } = row.data;
    items.push({ filename, mimetype, body, ...(subject && { subject }) });
  }
  return items;
}

const promoting = (hasAttachmentIds: boolean): Operation => ({
  method: 'POST',
  boundTo: 'email',
  run: async (context, call) => {
    const email = boundRow(call);
    const all = await examined(context, call.body);
    const same = await findByMessageId(context.db, all.mail.messageId);
    if (same && same.id !== email.id) throw duplicateRecord();
    const attachments = hasAttachmentIds
      ? { Attachments: await attachmentsOf(context, call.body['AttachmentIds']) }
      : {};
    return { EmailId: await promote(context, email, all, { ...call.body, ...attachments }) };
  },
});

/** `emails(id)/…SendEmail` with `IssueSend` and `TrackingToken`. */
const sendOperation: Operation = {
  method: 'POST',
  boundTo: 'email',
  run: async (context, call) => {
    const { IssueSend, TrackingToken } = call.body;
    if (typeof IssueSend !== 'boolean') {
      throw new DataverseError('InvalidArgument', "Required parameter 'IssueSend' is missing.");
    }
    const token = typeof TrackingToken === 'string' ? TrackingToken : '';
    return { Subject: await sendEmail(context, boundRow(call), IssueSend, token) };
  },
};

/** `GetTrackingTokenEmail` with `Subject`: its token, or a new one of the user. */
const getTrackingToken: Operation = {
  method: 'POST',
  run: async (context, { body }) => {
    const settings = await mailSettings(context.db);
    const subject = typeof body['Subject'] === 'string' ? body['Subject'] : '';
    const own = tokenIn(subject, settings);
    const userId = context.principals[0].id;
    return { TrackingToken: own ?? (await newToken(context.db, userId, settings)) };
  },
};

const pendingSend = 6;
const sending = 7;

async function take(context: Context, row: Row): Promise<Row> {
  const data = { ...row.data, statuscode: sending };
  await updateRow(context.db, { ...row, data });
  return (await findRow(context.db, [row.table], row.id)) ?? row;
}

/**
 * `emails/…BackgroundSendEmail`: hands the e-mails that are Pending Send to whoever sends them;
 * they are Sending from then on.
 */
const backgroundSendEmail: Operation = {
  method: 'POST',
  boundTo: 'email',
  isOfSet: true,
  run: async (context) => {
    const table = tableOf('email');
    requirePrivilege(context.principals, 'Write', table);
    const pending = await findRows(
      context.db,
      sql`r.table_name = 'email' and (r.data->>'statuscode')::int = ${pendingSend}
        and ${accessible(context.principals, 'Write', table)}`,
    );
    const taken: Row[] = [];
    for (const row of pending) taken.push(await take(context, row));
    const records = await presentRows(context, table, taken, { custom: {} }, parsePrefer({}));
    return {
      EntityCollection: records,
      HasAttachments: taken.map(({ data }) => Number(data['attachmentcount'] ?? 0) > 0),
    };
  },
};

/** `RetrieveMailboxTrackingFolders(MailboxId=…)`: the folders a mailbox tracks. */
const retrieveTrackingFolders: Operation = {
  method: 'GET',
  run: async (context, call) => {
    const id = guidOf(requiredText(call, 'MailboxId'), 'MailboxId');
    const mailbox = await rowOf(
      context,
      { '@odata.type': 'Microsoft.Dynamics.CRM.mailbox', mailboxid: id },
      'MailboxId',
    );
    await requireAccess(context.db, context.principals, 'Read', mailbox);
    const table = tableOf('mailboxtrackingfolder');
    const all = await findRows(context.db, sql`r.table_name = 'mailboxtrackingfolder'`);
    const rows = all.filter(
      ({ data }) => isReference(data['mailboxid']) && data['mailboxid'].id === id,
    );
    const records = await presentRows(context, table, rows, { custom: {} }, parsePrefer({}));
    return {
      '@odata.context': `${context.root}/$metadata#${table.entitySet}`,
      value: records,
    };
  },
};

export const mailOperations: Record<string, Operation> = {
  CheckIncomingEmail: checkIncomingEmail,
  CheckPromoteEmail: checkPromoteEmail,
  DeliverIncomingEmail: deliverIncomingEmail,
  DeliverPromoteEmail: promoting(false),
  DeliverImmediatePromoteEmail: promoting(true),
  SendEmail: sendOperation,
  GetTrackingTokenEmail: getTrackingToken,
  BackgroundSendEmail: backgroundSendEmail,
  RetrieveMailboxTrackingFolders: retrieveTrackingFolders,
  ...templateOperations,
};
