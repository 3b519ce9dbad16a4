import { fixedId } from './fixed-ids.ts';
import { tables, type MultipleMessage } from './metadata/index.ts';
import { insertMissing, type Executor, type RowData } from './store/rows.ts';
import { isoSeconds } from './write/values.ts';

const single = ['Create', 'Retrieve', 'RetrieveMultiple', 'Update', 'Delete'] as const;
const multiple: readonly MultipleMessage[] = [
  'CreateMultiple',
  'UpdateMultiple',
  'UpsertMultiple',
  'DeleteMultiple',
];

const messageId = (name: string): string => fixedId(`message ${name}`);

const messageRow = (name: string, at: RowData): { id: string; data: RowData } => ({
  id: messageId(name),
  data: { name, isactive: true, isprivate: false, categoryname: 'CRUD', ...at },
});

const filterRow = (name: string, table: string, at: RowData): { id: string; data: RowData } => ({
  id: fixedId(`message ${name} of ${table}`),
  data: {
    sdkmessageid: { table: 'sdkmessage', id: messageId(name) },
    name,
    primaryobjecttypecode: table,
    secondaryobjecttypecode: 'none',
    isvisible: true,
    iscustomprocessingstepallowed: true,
    ...at,
  },
});

/** `sdkmessage` and `sdkmessagefilter`: which table supports which message (wire.md 1.8). */
export async function seedMessages(db: Executor, now: Date): Promise<void> {
  const at = { createdon: isoSeconds(now), modifiedon: isoSeconds(now) };
  const names = [...single, ...multiple];
  const filters = tables.flatMap((table) =>
    [...single, ...table.messages].map((name) => filterRow(name, table.name, at)),
  );
  await insertMissing(
    db,
    'sdkmessage',
    names.map((name) => messageRow(name, at)),
  );
  await insertMissing(db, 'sdkmessagefilter', filters);
}
