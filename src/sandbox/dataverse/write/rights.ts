import type { Context } from '../api/types.ts';
import { DataverseError } from '../errors.ts';
import { tableOf, type Table } from '../metadata/index.ts';
import { isPart, requireAccess, requirePrivilege } from '../security/access.ts';
import { findPrincipal, teamPrincipal, type Principal } from '../security/principal.ts';
import type { Verb } from '../security/roles.ts';
import { findRow, isReference, type Reference, type Row, type RowData } from '../store/rows.ts';

/** Attachments are made, changed and deleted with the right to change their activity. */
export const verbFor = (table: Table, verb: Verb): Verb => (isPart(table) ? 'Write' : verb);

/** Checks Append on the row and AppendTo on every row its changed look-ups refer to. */
export async function requireAppend(context: Context, row: Row, change: RowData): Promise<void> {
  if (isPart(tableOf(row.table))) return;
  const targets = Object.entries(change).flatMap(([name, value]) =>
    isReference(value) && name !== 'ownerid' ? [value] : [],
  );
  if (targets.length === 0) return;
  await requireAccess(context.db, context.principals, 'Append', row);
  for (const { table, id } of targets) {
    const target = await findRow(context.db, [table], id);
    if (target) await requireAccess(context.db, context.principals, 'AppendTo', target);
  }
}

const accessTeam = 1;

async function principalBehind(
  { db }: Context,
  { table, id }: Reference,
): Promise<Principal | undefined> {
  if (table === 'systemuser') return findPrincipal(db, 'systemuserid', id);
  const team = await findRow(db, ['team'], id);
  if (team?.data['teamtype'] !== accessTeam) return team && teamPrincipal(db, team);
  throw new DataverseError(
    'CannotAssignToAccessTeam',
    'An access team cannot own records. Assign them to an owner team.',
  );
}

/**
 * Whoever owns a row must have a role that lets him read such rows. Throws a `DataverseError`
 * (400, 403).
 */
export async function requireOwner(
  context: Context,
  table: Table,
  owner: RowData[string] | undefined,
): Promise<void> {
  const isSelf = !isReference(owner) || owner.id === context.principals[0].id;
  if (isSelf || table.ownership !== 'user') return;
  const principal = await principalBehind(context, owner);
  if (!principal) return;
  if (principal.roles.length === 0) {
    const isTeam = principal.kind === 'team';
    throw new DataverseError(
      isTeam ? 'TeamNotAssignedRoles' : 'UserNotAssignedRoles',
      `The ${isTeam ? 'team' : 'user'} with id ${owner.id} has not been assigned any roles.`,
    );
  }
  requirePrivilege([principal], 'Read', table);
}
