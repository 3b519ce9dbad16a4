import { sql, type RawBuilder } from 'kysely';
import { findRows, isReference, textOf, type Executor, type Row } from '../store/rows.ts';
import { columnRightsOf, type ColumnRights } from './column-rights.ts';
import { privilegesOfRoots } from './role-store.ts';
import { privilegeName, type Depth, type Privileges, type Verb } from './roles.ts';
import { unitsBelow } from './units.ts';

/** What one role gives a principal, and where. */
export interface Grant {
  privileges: Privileges;
  businessUnitId: string;
  /** That business unit and all below it. */
  businessUnitIds: string[];
  /** Whose rows depth Basic reaches. */
  basicOwnerIds: string[];
}

/** A system user or a team with all that decides rights. */
export interface Principal {
  id: string;
  /** Of the user in Entra; empty for an application and a team. */
  objectId: string;
  kind: 'systemuser' | 'team';
  isDisabled: boolean;
  /** `systemuser.accessmode`; 2 may only read. */
  accessMode: number;
  businessUnitId: string;
  /** The user and the teams the user belongs to: whose rows and shares count as the user's own. */
  ownerIds: string[];
  /** Names of the security roles, those of teams among them. */
  roles: string[];
  grants: readonly Grant[];
  /** The deepest of each privilege over all grants. */
  privileges: Privileges;
  columns: ColumnRights;
}

export const depthOf = (principal: Principal, verb: Verb, privilege: string): Depth =>
  principal.privileges.get(privilegeName(verb, privilege)) ?? 0;

interface Assignment {
  name: string;
  rootId: string;
  rootStamp: string;
  /** Null where the role is the user's own. */
  teamId: string | null;
  isTeamOnly: boolean;
}

const member = (column: string, ids: readonly string[]): RawBuilder<boolean> =>
  ids.length === 0 ? sql`false` : sql`l.data->${sql.lit(column)}->>'id' in (${sql.join([...ids])})`;

/** The roles of a user and of teams, each with its root role's stamp. */
async function assignments(
  db: Executor,
  userId: string | undefined,
  teamIds: readonly string[],
): Promise<Assignment[]> {
  const found = await sql<Assignment>`
    select r.data->>'name' as name, root.id::text as "rootId", coalesce(root.data->>'privilegestamp', root.version::text) as "rootStamp",
      l.data->'teamid'->>'id' as "teamId",
      coalesce((root.data->>'isinherited')::int, 1) = 0 as "isTeamOnly"
    from sandbox_dataverse.row l
    join sandbox_dataverse.row r
      on r.table_name = 'role' and r.id = (l.data->'roleid'->>'id')::uuid
    join sandbox_dataverse.row root on root.table_name = 'role'
      and root.id = coalesce((r.data->'parentrootroleid'->>'id')::uuid, r.id)
    where (l.table_name = 'systemuserroles' and ${member('systemuserid', userId ? [userId] : [])})
      or (l.table_name = 'teamroles' and ${member('teamid', teamIds)})`.execute(db);
  return found.rows;
}

async function teamsOf(db: Executor, userId: string): Promise<Row[]> {
  return findRows(
    db,
    sql`r.table_name = 'team' and r.id in (
      select (l.data->'teamid'->>'id')::uuid from sandbox_dataverse.row l
      where l.table_name = 'teammembership' and ${member('systemuserid', [userId])})`,
  );
}

const unitOf = (row: Row): string => {
  const unit = row.data['businessunitid'];
  return isReference(unit) ? unit.id : (row.businessUnitId ?? '');
};

/** Accessmode Read leaves nothing but reading. */
const readOnly = (privileges: Privileges): Privileges =>
  new Map([...privileges].filter(([name]) => name.startsWith('prvRead')));

function deepest(grants: readonly Grant[]): Privileges {
  const all = new Map<string, Depth>();
  for (const [name, depth] of grants.flatMap((grant) => [...grant.privileges])) {
    if (depth > (all.get(name) ?? 0)) all.set(name, depth);
  }
  return all;
}

interface Holder {
  row: Row;
  teams: readonly Row[];
  ownerIds: string[];
  isReader: boolean;
}

async function grantsOf(
  db: Executor,
  { row, teams, ownerIds, isReader }: Holder,
  assigned: readonly Assignment[],
): Promise<Grant[]> {
  const privileges = await privilegesOfRoots(db, assigned);
  const below = await unitsBelow(db);
  return assigned.map(({ rootId, teamId, isTeamOnly }) => {
    const holder = teams.find((team) => team.id === teamId) ?? row;
    const businessUnitId = unitOf(holder);
    const given = privileges.get(rootId) ?? new Map<string, Depth>();
    return {
      privileges: isReader ? readOnly(given) : given,
      businessUnitId,
      businessUnitIds: below(businessUnitId),
      basicOwnerIds: teamId && isTeamOnly ? [teamId] : ownerIds,
    };
  });
}

async function toPrincipal(db: Executor, row: Row, teams: readonly Row[]): Promise<Principal> {
  const isUser = row.table === 'systemuser';
  const accessMode = Number(row.data['accessmode'] ?? 0);
  const teamIds = isUser ? teams.map(({ id }) => id) : [row.id];
  const ownerIds = [...new Set([row.id, ...teamIds])];
  const assigned = await assignments(db, isUser ? row.id : undefined, teamIds);
  const holder = { row, teams, ownerIds, isReader: isUser && accessMode === 2 };
  const grants = await grantsOf(db, holder, assigned);
  const roles = [...new Set(assigned.map(({ name }) => name))];
  return {
    id: row.id,
    objectId: textOf(row.data['azureactivedirectoryobjectid']),
    kind: isUser ? 'systemuser' : 'team',
    isDisabled: row.data['isdisabled'] === true,
    accessMode,
    businessUnitId: unitOf(row),
    ownerIds,
    roles,
    grants,
    privileges: deepest(grants),
    columns: await columnRightsOf(db, ownerIds, roles),
  };
}

/** What a user is found by: `systemuserid`, or a column of the user's row. */
export type UserKey = 'systemuserid' | 'azureactivedirectoryobjectid' | 'applicationid';

const byKey = (key: UserKey, value: string): RawBuilder<boolean> =>
  key === 'systemuserid'
    ? sql<boolean>`r.id::text = ${value.toLowerCase()}`
    : sql<boolean>`r.data->>${sql.lit(key)} = ${value.toLowerCase()}`;

/** The system user behind a key, or undefined. */
export async function findPrincipal(
  db: Executor,
  key: UserKey,
  value: string,
): Promise<Principal | undefined> {
  const [user] = await findRows(db, sql`r.table_name = 'systemuser' and ${byKey(key, value)}`);
  return user && toPrincipal(db, user, await teamsOf(db, user.id));
}

/** A team as a principal: what its own roles give to its own rows. */
export const teamPrincipal = (db: Executor, team: Row): Promise<Principal> =>
  toPrincipal(db, team, [team]);

/** How messages name a principal: `Principal user (Id=…, type=8, …)`. */
export const principalText = (principal: Principal): string => {
  const isTeam = principal.kind === 'team';
  return (
    `Principal ${isTeam ? 'team' : 'user'} (Id=${principal.id}, type=${isTeam ? 9 : 8}, ` +
    `roleCount=${principal.roles.length}, privilegeCount=${principal.privileges.size}, ` +
    `accessMode=${principal.accessMode})`
  );
};
