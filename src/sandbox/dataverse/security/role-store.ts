import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { uuidV5 } from '../../../lib/uuid-v5.ts';
import { insertMissing, isReference, textOf, type Executor, type Row } from '../store/rows.ts';
import { privilegeId, privilegeNameOf, type Depth, type Privileges } from './roles.ts';

/**
 * Privileges of root roles, by the roles' ids. Every change of them gives the root role a new
 * stamp, so what was read for a stamp stays right, also where a transaction was rolled back.
 */
const cache = new Map<string, { stamp: string; privileges: Privileges }>();

/** `roleprivileges.privilegedepthmask`: 1 Basic, 2 Local, 4 Deep, 8 Global. */
export const maskOf = (depth: Depth): number => (depth === 0 ? 0 : 2 ** (depth - 1));
const depthOfMask = (mask: number): Depth => (Math.log2(mask) + 1) as Depth;

interface Stored {
  rootId: string;
  privilege: string;
  mask: number;
}

/** The privileges of root roles, by their ids. */
export async function privilegesOfRoots(
  db: Executor,
  roots: readonly { rootId: string; rootStamp: string }[],
): Promise<ReadonlyMap<string, Privileges>> {
  const stamps = new Map(roots.map(({ rootId, rootStamp }) => [rootId, rootStamp]));
  const stale = [...stamps].filter(([id, stamp]) => cache.get(id)?.stamp !== stamp);
  if (stale.length > 0) {
    const ids = stale.map(([id]) => id);
    const { rows } = await sql<Stored>`select l.data->'roleid'->>'id' as "rootId",
        l.data->'privilegeid'->>'id' as privilege, (l.data->>'privilegedepthmask')::int as mask
      from sandbox_dataverse.row l where l.table_name = 'roleprivileges'
        and l.data->'roleid'->>'id' in (${sql.join(ids)})`.execute(db);
    for (const [id, stamp] of stale) {
      const own = rows.filter(({ rootId }) => rootId === id);
      cache.set(id, { stamp, privileges: toPrivileges(own) });
    }
  }
  return new Map([...stamps.keys()].map((id) => [id, cache.get(id)?.privileges ?? new Map()]));
}

const toPrivileges = (rows: readonly Stored[]): Privileges =>
  new Map(
    rows.flatMap(({ privilege, mask }): [string, Depth][] => {
      const name = privilegeNameOf(privilege);
      return name ? [[name, depthOfMask(mask)]] : [];
    }),
  );

const namespace = '0d5a7d3e-51d0-4f2c-9a44-5a4db0c50de1';

/** Gives a root role privileges it lacks; call {@link touchRole} where the role was there before. */
export const addMissingPrivileges = (
  db: Executor,
  rootId: string,
  privileges: Privileges,
): Promise<void> =>
  insertMissing(
    db,
    'roleprivileges',
    [...privileges].map(([name, depth]) => ({
      id: uuidV5(namespace, `${rootId} ${name}`),
      data: {
        roleid: { table: 'role', id: rootId },
        privilegeid: { table: 'privilege', id: privilegeId(name) },
        privilegedepthmask: maskOf(depth),
      },
    })),
  );

/** Takes privileges (all where none are named) from a root role. */
export async function dropPrivileges(
  db: Executor,
  rootId: string,
  names?: readonly string[],
): Promise<void> {
  const ids = names?.map(privilegeId);
  if (ids?.length === 0) return;
  await sql`delete from sandbox_dataverse.row r where r.table_name = 'roleprivileges'
    and r.data->'roleid'->>'id' = ${rootId}
    and ${ids ? sql`r.data->'privilegeid'->>'id' in (${sql.join(ids)})` : sql`true`}`.execute(db);
}

/** What tells a role's privileges from those before; no column of the Web API. */
export const newStamp = (): { privilegestamp: string } => ({ privilegestamp: randomUUID() });

/** A new stamp, so that nobody goes on with the privileges from before. */
export async function touchRole(db: Executor, rootId: string): Promise<void> {
  await sql`update sandbox_dataverse.row set data = data || ${JSON.stringify(newStamp())}::jsonb,
      version = nextval('sandbox_dataverse.version')
    where table_name = 'role' and id = ${rootId}::uuid`.execute(db);
}

export const stampOf = ({ data, version }: Row): string =>
  textOf(data['privilegestamp']) || version;

/** The role whose privileges a role has: a copy's root, or itself. */
export const rootOf = (role: Row): string => {
  const root = role.data['parentrootroleid'];
  return isReference(root) ? root.id : role.id;
};
