import { sql } from 'kysely';
import type { Executor } from '../store/rows.ts';

export type ColumnVerb = 'read' | 'create' | 'update';

/** What may be done with secured columns, by `<table>.<column>`; `all` with every one. */
export type ColumnRights = 'all' | ReadonlyMap<string, ReadonlySet<ColumnVerb>>;

/** The profile every system administrator is in; its permissions cannot be changed. */
export const administratorProfileId = '572329c1-a042-4e22-be47-367c6374ea45';
const administratorRole = 'System Administrator';

/** `fieldpermission.canread` and its like: 0 not allowed, 4 allowed. */
const allowed = 4;

interface Permission {
  profile: string;
  name: string | null;
  read: number | null;
  create: number | null;
  update: number | null;
}

const verbsOf = ({ read, create, update }: Permission): ColumnVerb[] =>
  (Object.entries({ read, create, update }) as [ColumnVerb, number | null][]).flatMap(
    ([verb, value]) => (value === allowed ? [verb] : []),
  );

/** What the column security profiles of a user and the user's teams allow. */
export async function columnRightsOf(
  db: Executor,
  ownerIds: readonly string[],
  roles: readonly string[],
): Promise<ColumnRights> {
  if (roles.includes(administratorRole)) return 'all';
  const ids = sql.join([...ownerIds]);
  const { rows } = await sql<Permission>`
    select l.data->'fieldsecurityprofileid'->>'id' as profile,
      (p.data->>'entityname') || '.' || (p.data->>'attributelogicalname') as name,
      (p.data->>'canread')::int as read, (p.data->>'cancreate')::int as create,
      (p.data->>'canupdate')::int as update
    from sandbox_dataverse.row l left join sandbox_dataverse.row p
      on p.table_name = 'fieldpermission'
      and p.data->'fieldsecurityprofileid'->>'id' = l.data->'fieldsecurityprofileid'->>'id'
    where (l.table_name = 'systemuserprofiles' and l.data->'systemuserid'->>'id' in (${ids}))
      or (l.table_name = 'teamprofiles' and l.data->'teamid'->>'id' in (${ids}))`.execute(db);
  if (rows.some(({ profile }) => profile === administratorProfileId)) return 'all';
  const rights = new Map<string, Set<ColumnVerb>>();
  for (const row of rows) {
    if (!row.name) continue;
    rights.set(row.name, new Set([...(rights.get(row.name) ?? []), ...verbsOf(row)]));
  }
  return rights;
}
