import { sql } from 'kysely';
import { isReference, type Executor, type Row } from '../store/rows.ts';
import { findRows, textOf } from '../store/rows.ts';
import { privilegeName, privilegesOf, type Depth, type Privileges, type Verb } from './roles.ts';

/** A system user with all that decides rights. */
export interface Principal {
  id: string;
  isDisabled: boolean;
  businessUnitId: string;
  /** The business unit and all below it. */
  businessUnitIds: string[];
  /** The user and the teams the user belongs to: whose rows count as the user's own. */
  ownerIds: string[];
  roles: string[];
  privileges: Privileges;
}

export const depthOf = (principal: Principal, verb: Verb, privilege: string): Depth =>
  principal.privileges.get(privilegeName(verb, privilege)) ?? 0;

async function businessUnitsBelow(db: Executor, id: string): Promise<string[]> {
  const found = await sql<{ id: string }>`
    with recursive below(id) as (
      select ${id}::uuid
      union
      select r.id from sandbox_dataverse.row r join below
        on (r.data->'parentbusinessunitid'->>'id')::uuid = below.id
      where r.table_name = 'businessunit')
    select id::text as id from below`.execute(db);
  return found.rows.map((row) => row.id);
}

async function linked(db: Executor, table: string, userId: string, to: string): Promise<string[]> {
  const links = await findRows(
    db,
    sql`r.table_name = ${table} and r.data->'systemuserid'->>'id' = ${userId}`,
  );
  return links.flatMap((link) => {
    const other = link.data[to];
    return isReference(other) ? [other.id] : [];
  });
}

async function roleNames(db: Executor, userId: string): Promise<string[]> {
  const ids = await linked(db, 'systemuserroles', userId, 'roleid');
  if (ids.length === 0) return [];
  const roles = await findRows(
    db,
    sql`r.table_name = 'role' and r.id in (${sql.join(ids.map((id) => sql`${id}::uuid`))})`,
  );
  return roles.map((role) => textOf(role.data['name']));
}

async function toPrincipal(db: Executor, user: Row): Promise<Principal> {
  const businessUnitId = user.businessUnitId ?? '';
  const roles = await roleNames(db, user.id);
  return {
    id: user.id,
    isDisabled: user.data['isdisabled'] === true,
    businessUnitId,
    businessUnitIds: await businessUnitsBelow(db, businessUnitId),
    ownerIds: [user.id, ...(await linked(db, 'teammembership', user.id, 'teamid'))],
    roles,
    privileges: privilegesOf(roles),
  };
}

/** What a user is found by: `systemuserid`, or a column of the user's row. */
export type UserKey = 'systemuserid' | 'azureactivedirectoryobjectid' | 'applicationid';

/** The system user behind a key, or undefined. */
export async function findPrincipal(
  db: Executor,
  key: UserKey,
  value: string,
): Promise<Principal | undefined> {
  const condition =
    key === 'systemuserid'
      ? sql<boolean>`r.id::text = ${value.toLowerCase()}`
      : sql<boolean>`r.data->>${sql.lit(key)} = ${value.toLowerCase()}`;
  const [user] = await findRows(db, sql`r.table_name = 'systemuser' and ${condition}`);
  return user && toPrincipal(db, user);
}
