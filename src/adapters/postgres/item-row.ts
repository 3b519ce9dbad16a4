import type { Selectable } from 'kysely';
import type { Direction } from '../../domain/mail/direction.ts';
import type { RecordRef } from '../../domain/mail/email-activity.ts';
import type { Correlation } from '../../domain/sync/correlation.ts';
import type { Reason } from '../../domain/sync/reason.ts';
import type { ProblemCode } from '../../domain/sync/problem.ts';
import type { Intent, ItemKind, LedgerRow, LedgerState, Via } from '../../ports/ledger.ts';
import type { ItemTable } from './tables.ts';

export type ItemRow = Selectable<ItemTable>;

const reference = (table: string | null, id: string | null): RecordRef | null =>
  table !== null && id !== null ? { table, id } : null;

/** The table's check constraints and this folder's writes vouch for the narrower types. */
export const toLedgerRow = (row: ItemRow): LedgerRow => ({
  key: row.key,
  tenantId: row.tenant_id,
  kind: row.kind as ItemKind,
  state: row.state as LedgerState,
  intent: row.intent as Intent,
  revision: row.revision,
  wanted: reference(row.wanted_table, row.wanted_id),
  clearRegarding: row.clear_regarding,
  keepCopy: row.keep_copy,
  leftOut: row.left_out,
  via: row.via as Via,
  trackedVia: row.tracked_via as Via | null,
  conversationId: row.conversation_id,
  mailboxAddress: row.mailbox_address,
  series: row.series,
  batchId: row.batch_id,
  evenIfPrivate: row.even_if_private,
  undoes: row.undoes,
  reason: row.reason as Reason | null,
  correlation:
    row.correlation_method === null
      ? null
      : {
          method: row.correlation_method as Correlation['method'],
          activityId: row.correlated_activity,
        },
  acceptedBy: row.accepted_by,
  foundIn:
    row.folder_id !== null && row.received_at !== null
      ? { folderId: row.folder_id, receivedAt: row.received_at }
      : null,
  revisitSince: row.revisit_since,
  activityId: row.activity_id,
  regarding: reference(row.regarding_table, row.regarding_id),
  direction: row.direction as Direction,
  itemId: row.item_id,
  internetMessageId: row.internet_message_id,
  mailboxUserId: row.mailbox_user_id,
  requestedBy: row.requested_by,
  trackedBy: row.tracked_by,
  trackedAt: row.tracked_at,
  problem: row.problem as ProblemCode | null,
  draftSince: row.draft_since,
  failures: row.failures,
  failingSince: row.failing_since,
});
