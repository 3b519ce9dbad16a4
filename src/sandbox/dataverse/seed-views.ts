import { fixedId } from './fixed-ids.ts';
import { findTable, tables, type Table } from './metadata/index.ts';
import { insertMissing, type Executor, type RowData } from './store/rows.ts';
import { isoSeconds } from './write/values.ts';

/** A view everybody has: "Active Contacts". */
interface View {
  name: string;
  table: Table;
  /** `<condition …/>` of its filter. */
  conditions: readonly string[];
  isDefault?: boolean;
}

const own = '<condition attribute="ownerid" operator="eq-userid" />';
const inState = (state: number): string =>
  `<condition attribute="statecode" operator="eq" value="${state}" />`;

/** Columns a view of a table shows: its name, and the usual ones it has. */
const shown = (table: Table): string[] =>
  [
    table.primaryName,
    'emailaddress1',
    'telephone1',
    'customerid',
    'parentcustomerid',
    'regardingobjectid',
    'estimatedvalue',
    'estimatedclosedate',
    'scheduledend',
    'ticketnumber',
    'ownerid',
    'modifiedon',
  ].filter((name) => name in table.columns);

/** The FetchXML of a view: what it shows, of which rows, by name. */
function fetchXml({ table, conditions }: View): string {
  const columns = [table.id, ...shown(table)].map((name) => `<attribute name="${name}" />`);
  const filter = conditions.length > 0 ? `<filter type="and">${conditions.join('')}</filter>` : '';
  return (
    `<fetch version="1.0" output-format="xml-platform" mapping="logical" distinct="false">` +
    `<entity name="${table.name}">${columns.join('')}` +
    `<order attribute="${table.primaryName}" descending="false" />${filter}</entity></fetch>`
  );
}

const layoutXml = ({ table }: View): string =>
  `<grid name="resultset" jump="${table.primaryName}" select="1" icon="1" preview="1">` +
  `<row name="result" id="${table.id}">` +
  shown(table)
    .map((name) => `<cell name="${name}" width="150" />`)
    .join('') +
  `</row></grid>`;

/** Every table with an owner and states has views of the rows that are open, and of one's own. */
function viewsOf(table: Table): View[] {
  const [open] = table.columns['statecode']?.options ?? [];
  if (!open || table.ownership !== 'user' || !table.primaryName) return [];
  const many = table.collectionLabel;
  const ofState = inState(open.value);
  return [
    { name: `${open.label} ${many}`, table, conditions: [ofState] },
    { name: `My ${open.label} ${many}`, table, conditions: [ofState, own], isDefault: true },
    { name: `All ${many}`, table, conditions: [] },
  ];
}

const withState = (table: string, name: string, state: number): View[] => {
  const found = findTable(table);
  return found ? [{ name, table: found, conditions: [inState(state)] }] : [];
};

const closed = [
  ...withState('opportunity', 'Won Opportunities', 1),
  ...withState('opportunity', 'Lost Opportunities', 2),
  ...withState('incident', 'Resolved Cases', 1),
  ...withState('lead', 'Qualified Leads', 1),
];

const row = (view: View, at: string): { id: string; data: RowData } => ({
  id: fixedId(`view ${view.table.name} ${view.name}`),
  data: {
    name: view.name,
    returnedtypecode: view.table.name,
    querytype: 0,
    isdefault: view.isDefault ?? false,
    isquickfindquery: false,
    isuserdefined: false,
    fetchxml: fetchXml(view),
    layoutxml: layoutXml(view),
    statecode: 0,
    statuscode: 1,
    componentstate: 0,
    createdon: at,
    modifiedon: at,
  },
});

/** The views an organisation begins with, as rows of `savedquery`. */
export async function seedViews(db: Executor, now: Date): Promise<void> {
  const at = isoSeconds(now);
  const views = [...tables.flatMap(viewsOf), ...closed];
  await insertMissing(
    db,
    'savedquery',
    views.map((view) => row(view, at)),
  );
}
