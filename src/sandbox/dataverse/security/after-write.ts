import { sql } from 'kysely';
import type { Context } from '../api/types.ts';
import { tableOf } from '../metadata/index.ts';
import { isReference, type Row } from '../store/rows.ts';
import { ensureMailbox } from '../mail/mailboxes.ts';
import { ensureSettings } from '../mail/user-settings.ts';
import { completeNewRole, copyRolesInto } from './seed-roles.ts';
import { forgetShares, inheritShares } from './sharing.ts';

const isRegarding = (row: Row): boolean =>
  tableOf(row.table).isActivity && isReference(row.data['regardingobjectid']);

/**
 * What security and mail make of a new row: copies of roles, a mailbox and settings, inherited
 * shares.
 */
export async function afterRowCreated(context: Context, row: Row): Promise<void> {
  const { db } = context;
  const now = context.now();
  const parent = row.data['parentbusinessunitid'];
  if (row.table === 'businessunit' && isReference(parent)) {
    await copyRolesInto(db, now, row.id, parent.id);
  }
  if (row.table === 'role') await completeNewRole(db, now, row.id);
  if (row.table === 'queue' || row.table === 'systemuser') await ensureMailbox(db, now, row);
  if (row.table === 'systemuser') await ensureSettings(db, row);
  if (isRegarding(row)) await inheritShares(db, row, now);
}

const referenceId = (row: Row, column: string): string => {
  const value = row.data[column];
  return isReference(value) ? value.id : '';
};

/** A user in another business unit has lost the roles, which were the old one's, and keeps the rows. */
async function moveUser({ db }: Context, user: Row): Promise<void> {
  await sql`delete from sandbox_dataverse.row where table_name = 'systemuserroles'
    and data->'systemuserid'->>'id' = ${user.id}`.execute(db);
  const unit = JSON.stringify({ owningbusinessunit: user.data['businessunitid'] });
  await sql`update sandbox_dataverse.row set business_unit_id = ${user.businessUnitId}::uuid,
      data = data || ${unit}::jsonb, version = nextval('sandbox_dataverse.version')
    where owner_id = ${user.id}::uuid and table_name <> 'systemuser'`.execute(db);
}

/** What security makes of a changed row. */
export async function afterRowChanged(context: Context, before: Row, row: Row): Promise<void> {
  const changed = (column: string): boolean =>
    referenceId(before, column) !== referenceId(row, column);
  if (row.table === 'systemuser' && changed('businessunitid')) await moveUser(context, row);
  if (row.table === 'queue' || row.table === 'systemuser') {
    await ensureMailbox(context.db, context.now(), row);
  }
  if (tableOf(row.table).isActivity && changed('regardingobjectid')) {
    await inheritShares(context.db, row, context.now());
  }
}

/** What is kept about a row beside it, gone with it. */
export async function afterRowRemoved({ db }: Context, row: Row): Promise<void> {
  await forgetShares(db, row.id);
}
