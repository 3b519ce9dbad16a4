import { sql } from 'kysely';
import type { Context } from '../api/types.ts';
import { DataverseError } from '../errors.ts';
import { tableOf } from '../metadata/index.ts';
import {
  findRows,
  isReference,
  lockRow,
  refersTo,
  textOf,
  type Row,
  type RowData,
} from '../store/rows.ts';
import { createRow } from '../write/create.ts';
import { isObject, readChange } from '../write/payload.ts';
import { changeRow } from '../write/update.ts';
import { removeRow } from '../write/remove.ts';
import { isoSeconds } from '../write/values.ts';
import { boundRow, rowOf } from './parameters.ts';
import type { Call, Operation } from './types.ts';

const refer = ({ table, id }: Row): { table: string; id: string } => ({ table, id });

const itemOf = async (context: Context, target: Row): Promise<Row | undefined> =>
  (
    await findRows(
      context.db,
      sql`r.table_name = 'queueitem' and ${refersTo('objectid', target.id)}
        and r.data->>'statecode' = '0'`,
    )
  )[0];

function requireOpen(queue: Row): void {
  if (queue.data['statecode'] === 0) return;
  throw new DataverseError(
    'CannotAddQueueItemsToInactiveQueue',
    'You cannot add items to an inactive queue. Select another queue and try again.',
  );
}

async function givenItem(context: Context, { body }: Call): Promise<RowData> {
  const given = body['QueueItemProperties'];
  if (!isObject(given)) return {};
  return (await readChange(context, tableOf('queueitem'), given)).values;
}

async function enter(context: Context, call: Call, queue: Row, target: Row): Promise<Row> {
  const table = tableOf(target.table);
  const placed: RowData = {
    ...(await givenItem(context, call)),
    queueid: refer(queue),
    objectid: refer(target),
  };
  const known = await itemOf(context, target);
  const item = known
    ? await changeRow(context, known, { values: placed, collections: {} })
    : await createRow(context, tableOf('queueitem'), { values: placed, collections: {} });
  const filled = {
    title: textOf(target.data[table.primaryName]) || null,
    objecttypecode: table.objectTypeCode,
    enteredon: isoSeconds(context.now()),
  };
  await sql`update sandbox_dataverse.row set data = data || ${JSON.stringify(filled)}::jsonb
    where table_name = 'queueitem' and id = ${item.id}::uuid`.execute(context.db);
  return item;
}

/** `queues(id)/Microsoft.Dynamics.CRM.AddToQueue`: a row is in one queue at most. */
const addToQueue: Operation = {
  method: 'POST',
  boundTo: 'queue',
  run: async (context, call) => {
    const queue = boundRow(call);
    requireOpen(queue);
    const target = await rowOf(context, call.body['Target'], 'Target');
    if (!tableOf(target.table).isQueued) {
      throw new DataverseError('InvalidArgument', `Rows of '${target.table}' cannot be queued.`);
    }
    return { QueueItemId: (await enter(context, call, queue, target)).id };
  },
};

async function lockedItem(context: Context, call: Call): Promise<Row> {
  const item = await lockRow(context.db, ['queueitem'], boundRow(call).id);
  if (item?.data['statecode'] === 0) return item;
  throw new DataverseError(
    'CannotUpdateDeactivatedQueueItem',
    'You cannot update a deactivated queue item.',
  );
}

/** `queueitems(id)/Microsoft.Dynamics.CRM.PickFromQueue`: somebody works on it from now on. */
const pickFromQueue: Operation = {
  method: 'POST',
  boundTo: 'queueitem',
  run: async (context, call) => {
    const item = await lockedItem(context, call);
    const worker = await rowOf(context, call.body['SystemUser'], 'SystemUser');
    if (call.body['RemoveQueueItem'] === true) {
      await removeRow(context, item);
      return undefined;
    }
    await changeRow(context, item, { values: { workerid: refer(worker) }, collections: {} });
    return undefined;
  },
};

const releaseToQueue: Operation = {
  method: 'POST',
  boundTo: 'queueitem',
  run: async (context, call) => {
    const item = await lockedItem(context, call);
    await changeRow(context, item, { values: { workerid: null }, collections: {} });
    return undefined;
  },
};

const removeFromQueue: Operation = {
  method: 'POST',
  boundTo: 'queueitem',
  run: async (context, call) => {
    const item = await lockedItem(context, call);
    if (isReference(item.data['objectid'])) await removeRow(context, item);
    return undefined;
  },
};

export const queueOperations: Record<string, Operation> = {
  AddToQueue: addToQueue,
  PickFromQueue: pickFromQueue,
  ReleaseToQueue: releaseToQueue,
  RemoveFromQueue: removeFromQueue,
};
