import { normaliseMessageId } from '../../../domain/mail/message-id.ts';
import { conversationStart } from '../../../domain/sync/conversation-index.ts';
import type { AutoTracking } from '../../../domain/sync/sync-settings.ts';
import type { CrmEmail, CrmMailUser, CrmQueue } from '../../../ports/crm-mail.ts';
import type { BatchRequest } from '../batch.ts';
import { get } from '../dataverse-client.ts';
import { inColumn, parameter, quoted } from '../literal.ts';
import { idOf, text } from '../tables.ts';
import type { Row } from '../tables.ts';

/** `incomingemailfilteringmethod`; no queue takes nothing. */
const levels: Record<number, AutoTracking> = { 0: 'all', 1: 'replies', 2: 'people', 3: 'records' };
/** `incomingemaildeliverymethod` of who takes no mail at all. */
const noDelivery = 0;
const rowLimit = 500;

const inList = (column: string, values: readonly string[]): string[] => [
  parameter('$filter', inColumn(column, '@v')),
  parameter('@v', JSON.stringify(values)),
];

/** Users of the CRM with these addresses. */
export const usersByAddress = (addresses: readonly string[]): BatchRequest => {
  const columns = 'systemuserid,azureactivedirectoryobjectid,internalemailaddress';
  const select = `$select=${columns},isdisabled,incomingemaildeliverymethod`;
  return get(`systemusers?${[select, ...inList('internalemailaddress', addresses)].join('&')}`);
};

export const mailUserOf = (row: Row): CrmMailUser[] => {
  const userId = text(row, 'azureactivedirectoryobjectid').toLowerCase();
  const takesMail = row['incomingemaildeliverymethod'] !== noDelivery;
  if (!userId || row['isdisabled'] === true || !takesMail) return [];
  return [{ id: text(row, 'systemuserid'), userId, address: text(row, 'internalemailaddress') }];
};

/** Queues with these addresses. */
export const queuesByAddress = (addresses: readonly string[]): BatchRequest => {
  const columns = 'queueid,emailaddress,statecode,incomingemaildeliverymethod';
  const select = `$select=${columns},incomingemailfilteringmethod`;
  return get(`queues?${[select, ...inList('emailaddress', addresses)].join('&')}`);
};

export const queueOf = (row: Row): CrmQueue[] => {
  const takesMail = row['incomingemaildeliverymethod'] !== noDelivery;
  if (row['statecode'] !== 0 || !takesMail) return [];
  const level = levels[Number(row['incomingemailfilteringmethod'])] ?? 'replies';
  return [{ id: text(row, 'queueid'), address: text(row, 'emailaddress'), level }];
};

const emailColumns =
  'activityid,directioncode,messageid,trackingtoken,conversationindex,createdon,' +
  '_regardingobjectid_value,_ownerid_value';

const emailsWhere = (filter: string, ...parameters: string[]): BatchRequest =>
  get(
    [
      `emails?$select=${emailColumns}`,
      parameter('$filter', filter),
      ...parameters,
      '$orderby=createdon%20desc',
      `$top=${rowLimit}`,
    ].join('&'),
  );

/** Dynamics 365 keeps a Message-ID with its brackets; others may not. */
export const emailsByMessageId = (ids: readonly string[]): BatchRequest =>
  emailsWhere(
    inColumn('messageid', '@v'),
    parameter('@v', JSON.stringify(ids.flatMap((id) => [`<${id}>`, id]))),
  );

export const emailsByToken = (tokens: readonly string[]): BatchRequest =>
  emailsWhere(inColumn('trackingtoken', '@v'), parameter('@v', JSON.stringify(tokens)));

/**
 * E-mails of conversations, as far back as `since`: the column has no index that would help, and its
 * hash is Microsoft's secret.
 */
export const emailsByConversation = (bases: readonly string[], since: Date): BatchRequest => {
  const begins = bases.map(
    (base) => `startswith(conversationindex,${quoted(conversationStart(base))})`,
  );
  return emailsWhere(`createdon ge ${since.toISOString()} and (${begins.join(' or ')})`);
};

export const crmEmailOf = (row: Row): CrmEmail => ({
  id: text(row, 'activityid'),
  direction: row['directioncode'] === true ? 'outgoing' : 'incoming',
  messageId: normaliseMessageId(text(row, 'messageid')),
  token: text(row, 'trackingtoken').toUpperCase(),
  conversationIndex: text(row, 'conversationindex'),
  regarding: idOf(row, '_regardingobjectid_value'),
  ownerId: text(row, '_ownerid_value') || null,
});

export const emailsById = (ids: readonly string[]): BatchRequest =>
  emailsWhere(inColumn('activityid', '@v'), parameter('@v', JSON.stringify(ids)));
