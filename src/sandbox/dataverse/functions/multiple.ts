import { parseResource } from '../../odata/parse.ts';
import { findByKey, type Keyed } from '../api/find-by-key.ts';
import { DataverseError, missingRow, unexpected } from '../errors.ts';
import type { Context } from '../api/types.ts';
import {
  findEntitySet,
  storedIn,
  tables,
  type MultipleMessage,
  type Table,
} from '../metadata/index.ts';
import { lockRow, type Row } from '../store/rows.ts';
import { createRow } from '../write/create.ts';
import { isObject, readChange, type Json } from '../write/payload.ts';
import { belowRoot } from '../write/reference.ts';
import { removeRow } from '../write/remove.ts';
import { changeRow } from '../write/update.ts';
import type { Call, Operation } from './types.ts';

const largest = 1000;

const typeName = /^#?Microsoft\.Dynamics\.CRM\.(\w+)$/;

function targetsOf({ body }: Call, table: Table): Json[] {
  const targets = body['Targets'];
  if (!Array.isArray(targets) || targets.length === 0 || !targets.every(isObject)) {
    throw new DataverseError('InvalidArgument', "'Targets' must be an array of rows.");
  }
  if (targets.length > largest) {
    throw new DataverseError('InvalidArgument', `'Targets' holds at most ${largest} rows.`);
  }
  for (const target of targets) requireType(target, table);
  return targets;
}

/** Every item says what it is (wire.md 1.8). */
function requireType(target: Json, table: Table): void {
  const type = target['@odata.type'];
  const name = typeof type === 'string' ? typeName.exec(type)?.[1] : undefined;
  if (name === table.name) return;
  throw new DataverseError(
    'InvalidPayload',
    name
      ? `The type '${name}' of an item is not '${table.name}'.`
      : "Every item of 'Targets' needs '@odata.type'.",
  );
}

/** The row an item means: `@odata.id` (by id or alternate key) or its primary key. */
async function keyOf({ db }: Context, table: Table, target: Json): Promise<Keyed> {
  const url = target['@odata.id'];
  if (typeof url === 'string') {
    const [segment] = parseResource(belowRoot(url)).path;
    if (!segment || findEntitySet(segment.name) !== table) {
      throw new DataverseError('InvalidArgument', `'${url}' is not a row of ${table.entitySet}.`);
    }
    return findByKey(db, table, segment);
  }
  const id = target[table.id];
  if (typeof id !== 'string') return {};
  return findByKey(db, table, { key: { kind: 'string', value: id } });
}

const bodyOf = (table: Table, target: Json): Json =>
  Object.fromEntries(Object.entries(target).filter(([name]) => name !== table.id));

async function locked({ db }: Context, table: Table, { id }: Keyed): Promise<Row | undefined> {
  return id === undefined ? undefined : lockRow(db, storedIn(table), id);
}

async function create(context: Context, table: Table, target: Json): Promise<string> {
  return (await createRow(context, table, await readChange(context, table, target))).id;
}

async function update(context: Context, table: Table, target: Json): Promise<void> {
  const keyed = await keyOf(context, table, target);
  const row = await locked(context, table, keyed);
  if (!row) throw missingRow(table, keyed.id);
  await changeRow(context, row, await readChange(context, table, bodyOf(table, target)));
}

async function upsert(context: Context, table: Table, target: Json): Promise<void> {
  const keyed = await keyOf(context, table, target);
  const row = await locked(context, table, keyed);
  const change = await readChange(context, table, bodyOf(table, target));
  if (row) {
    await changeRow(context, row, change);
    return;
  }
  const repeated = Object.keys(keyed.key ?? {}).find((name) => name in change.values);
  // The key is named by @odata.id alone; a second time in the body is an error of the platform.
  if (repeated) throw unexpected(`The key '${repeated}' is given twice.`);
  const values = { ...change.values, ...keyed.key };
  await createRow(context, table, { ...change, values }, keyed.id);
}

async function remove(context: Context, table: Table, target: Json): Promise<void> {
  const keyed = await keyOf(context, table, target);
  const row = await locked(context, table, keyed);
  if (!row) throw missingRow(table, keyed.id);
  await removeRow(context, row);
}

function operation(
  message: MultipleMessage,
  run: (context: Context, table: Table, targets: Json[]) => Promise<Json | undefined>,
): Operation {
  const boundTo = tables
    .filter(({ messages }) => messages.includes(message))
    .map((table) => table.name);
  return {
    method: 'POST',
    boundTo,
    isOfSet: true,
    run: async (context, call) => {
      const table = call.bound?.table;
      return table && run(context, table, targetsOf(call, table));
    },
  };
}

const forEach =
  (one: (context: Context, table: Table, target: Json) => Promise<void>) =>
  async (context: Context, table: Table, targets: Json[]): Promise<undefined> => {
    for (const target of targets) await one(context, table, target);
  };

/**
 * `CreateMultiple`, `UpdateMultiple`, `UpsertMultiple` and `DeleteMultiple` of the tables that
 * support them: all items or none.
 */
export const multipleOperations: Record<MultipleMessage, Operation> = {
  CreateMultiple: operation('CreateMultiple', async (context, table, targets) => {
    const ids: string[] = [];
    for (const target of targets) ids.push(await create(context, table, target));
    return { Ids: ids };
  }),
  UpdateMultiple: operation('UpdateMultiple', forEach(update)),
  UpsertMultiple: operation('UpsertMultiple', forEach(upsert)),
  DeleteMultiple: operation('DeleteMultiple', forEach(remove)),
};
