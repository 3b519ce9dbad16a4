import { fixedId, rootBusinessUnitId } from '../fixed-ids.ts';
import { insertMissing, type Executor, type RowData } from '../store/rows.ts';
import { isoSeconds } from '../write/values.ts';

/** The rules an organisation begins with, published: table → name → columns that must be the same. */
const rules: Record<string, Record<string, readonly string[]>> = {
  account: {
    'Accounts with the same Account Name': ['name'],
    'Accounts with the same e-mail address': ['emailaddress1'],
  },
  contact: {
    'Contacts with the same e-mail address': ['emailaddress1'],
    'Contacts with the same first name and last name': ['firstname', 'lastname'],
  },
  lead: {
    'Leads with the same e-mail address': ['emailaddress1'],
  },
};

const published = { statecode: 1, statuscode: 2 };

const ruleRow = (table: string, name: string, at: string): { id: string; data: RowData } => ({
  id: fixedId(`duplicate rule ${name}`),
  data: {
    name,
    baseentityname: table,
    matchingentityname: table,
    excludeinactiverecords: true,
    iscasesensitive: false,
    owningbusinessunit: { table: 'businessunit', id: rootBusinessUnitId },
    createdon: at,
    modifiedon: at,
    ...published,
  },
});

const conditionRow = (name: string, column: string): { id: string; data: RowData } => ({
  id: fixedId(`duplicate rule ${name} ${column}`),
  data: {
    regardingobjectid: { table: 'duplicaterule', id: fixedId(`duplicate rule ${name}`) },
    baseattributename: column,
    matchingattributename: column,
    operatorcode: 0,
    ignoreblankvalues: true,
  },
});

/** Adds the rules, unless they are there. */
export async function seedDuplicateRules(db: Executor, now: Date): Promise<void> {
  const at = isoSeconds(now);
  const all = Object.entries(rules).flatMap(([table, named]) =>
    Object.entries(named).map(([name, columns]) => ({ table, name, columns })),
  );
  const ruleRows = all.map(({ table, name }) => ruleRow(table, name, at));
  const conditions = all.flatMap(({ name, columns }) =>
    columns.map((column) => conditionRow(name, column)),
  );
  await insertMissing(db, 'duplicaterule', ruleRows);
  await insertMissing(db, 'duplicaterulecondition', conditions);
}
