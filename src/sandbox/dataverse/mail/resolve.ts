import { sql, type RawBuilder } from 'kysely';
import { findRows, textOf, type Executor, type Row } from '../store/rows.ts';

/** Whose row stands for an address: a table earlier in the list goes first. */
const columns: Record<string, readonly string[]> = {
  systemuser: ['internalemailaddress', 'personalemailaddress', 'mobilealertemail'],
  contact: ['emailaddress1', 'emailaddress2', 'emailaddress3'],
  account: ['emailaddress1', 'emailaddress2', 'emailaddress3'],
  lead: ['emailaddress1', 'emailaddress2', 'emailaddress3'],
  queue: ['emailaddress'],
};
const order = Object.keys(columns);

/** Active rows by address. */
export type Directory = ReadonlyMap<string, readonly Row[]>;

const folded = (column: string): RawBuilder<unknown> =>
  sql`rtrim(lower(r.data->>${sql.lit(column)}))`;

const addressesIn = ({ table, data }: Row): string[] =>
  (columns[table] ?? []).map((column) => textOf(data[column]).trim().toLowerCase());

const rank = ({ table, data }: Row): string =>
  `${order.indexOf(table)} ${textOf(data['createdon'])}`;

/**
 * The rows behind addresses (in lower case): active contacts, accounts, leads and queues, enabled
 * users; users first, then by table, the oldest first.
 */
export async function resolveAddresses(
  db: Executor,
  addresses: readonly string[],
): Promise<Directory> {
  if (addresses.length === 0) return new Map();
  const list = sql.join([...addresses]);
  const byTable = Object.entries(columns).map(
    ([table, names]) =>
      sql`(r.table_name = ${table} and (${sql.join(
        names.map((name) => sql`${folded(name)} in (${list})`),
        sql` or `,
      )}))`,
  );
  const rows = await findRows(
    db,
    sql`(${sql.join(byTable, sql` or `)})
      and coalesce((r.data->>'statecode')::int, 0) = 0
      and coalesce((r.data->>'isdisabled')::boolean, false) = false`,
  );
  const sorted = rows.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  return new Map(
    addresses.map((address) => [
      address,
      sorted.filter((row) => addressesIn(row).includes(address)),
    ]),
  );
}

/** The one row a sender is: one the user owns, else the first. */
export function senderOf(
  directory: Directory,
  address: string,
  userId: string | undefined,
): Row | undefined {
  const rows = directory.get(address) ?? [];
  return rows.find((row) => row.ownerId === userId && row.table !== 'systemuser') ?? rows[0];
}

/** The rows a recipient is: all, or none of several where the organisation wants it so. */
export function recipientsOf(
  directory: Directory,
  address: string,
  isUnresolvedIfSeveral: boolean,
): readonly Row[] {
  const rows = directory.get(address) ?? [];
  return isUnresolvedIfSeveral && rows.length > 1 ? [] : rows;
}
