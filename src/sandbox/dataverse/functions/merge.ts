import { sql } from 'kysely';
import type { Context } from '../api/types.ts';
import { DataverseError } from '../errors.ts';
import { isA, tableOf, tables } from '../metadata/index.ts';
import { requireAccess } from '../security/access.ts';
import { lockRow, updateRow, type Row, type RowData } from '../store/rows.ts';
import { isObject, readChange } from '../write/payload.ts';
import { changeRow } from '../write/update.ts';
import { rowOf } from './parameters.ts';
import type { Call, Operation } from './types.ts';

const mergeable = ['account', 'contact', 'lead', 'incident'];

function requireMergeable(target: Row, subordinate: Row): void {
  if (target.table !== subordinate.table || !mergeable.includes(target.table)) {
    throw new DataverseError('InvalidArgument', 'Only rows of one table can be merged.');
  }
  if (target.id === subordinate.id) {
    throw new DataverseError(
      'MergeEntitiesIdenticalError',
      'Merge cannot be performed on master and sub-entities that are identical.',
    );
  }
  const isActive = [target, subordinate].every((row) => row.data['statecode'] === 0);
  if (!isActive) {
    throw new DataverseError(
      'MergeEntityNotActiveError',
      'Merge cannot be performed on sub-entity that is not active.',
    );
  }
}

/** What referred to the one refers to the other: activities, notes, contacts, … */
async function moveUses({ db }: Context, from: Row, to: Row): Promise<void> {
  const reference = JSON.stringify({ table: to.table, id: to.id });
  for (const table of tables) {
    for (const [name, { navigation = {} }] of Object.entries(table.columns)) {
      const mayRefer = Object.values(navigation).some((target) => isA(from.table, target));
      if (!mayRefer || name === 'masterid') continue;
      await sql`update sandbox_dataverse.row set
          version = nextval('sandbox_dataverse.version'),
          data = data || jsonb_build_object(${sql.lit(name)}::text, ${reference}::jsonb)
        where table_name = ${table.name}
          and (data->${sql.lit(name)}->>'id')::uuid = ${from.id}::uuid`.execute(db);
    }
  }
}

async function contentOf(context: Context, call: Call, target: Row): Promise<RowData> {
  const content = call.body['UpdateContent'];
  if (!isObject(content)) return {};
  return (await readChange(context, tableOf(target.table), content)).values;
}

/** The merged row is inactive, and says what it was merged into. */
async function close(context: Context, subordinate: Row, target: Row): Promise<void> {
  const table = tableOf(subordinate.table);
  const state = table.columns['statecode']?.options?.at(-1)?.value ?? 1;
  const merged = table.columns['statuscode']?.options?.find(({ label }) => label === 'Merged');
  const values: RowData = {
    statecode: merged?.state ?? state,
    ...(merged && { statuscode: merged.value }),
  };
  const closed = await changeRow(
    context,
    subordinate,
    { values, collections: {} },
    { isAction: true },
  );
  const masterid = { table: target.table, id: target.id };
  await updateRow(context.db, { ...closed, data: { ...closed.data, merged: true, masterid } });
}

/** `Merge`: one row takes over everything that belongs to another, which is closed. */
export const merge: Operation = {
  method: 'POST',
  run: async (context, call) => {
    const { Target, Subordinate } = call.body;
    const target = await rowOf(context, Target, 'Target');
    const subordinate = await rowOf(context, Subordinate, 'Subordinate');
    requireMergeable(target, subordinate);
    for (const row of [target, subordinate]) {
      await requireAccess(context.db, context.principals, 'Write', row);
      await lockRow(context.db, [row.table], row.id);
    }
    await moveUses(context, subordinate, target);
    const values = await contentOf(context, call, target);
    await changeRow(context, target, { values, collections: {} });
    await close(context, subordinate, target);
    return undefined;
  },
};
