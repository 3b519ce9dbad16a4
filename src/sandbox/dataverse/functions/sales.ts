import type { Context } from '../api/types.ts';
import { DataverseError } from '../errors.ts';
import { findTable, tableOf } from '../metadata/index.ts';
import { lockRow, type Row, type RowData, type Value } from '../store/rows.ts';
import { createRow } from '../write/create.ts';
import { isObject, readChange, type Json } from '../write/payload.ts';
import { resolveReference } from '../write/reference.ts';
import { changeRow } from '../write/update.ts';
import { boundRow, rowOf } from './parameters.ts';
import type { Call, Operation } from './types.ts';

const invalid = (problem: string): DataverseError => new DataverseError('InvalidArgument', problem);

/** The row an activity closes: bound, or given with its id alone. */
async function closedRow(context: Context, body: Json, navigation: string): Promise<Row> {
  const bound = body[`${navigation}@odata.bind`];
  const given = body[navigation];
  const target = navigation.replace(/id$/, '');
  if (typeof bound === 'string') {
    const wanted = { entitySet: tableOf(target).entitySet, column: navigation, target };
    const { id } = await resolveReference(context, bound, wanted);
    return locked(context, target, id);
  }
  const id = isObject(given) ? given[navigation] : undefined;
  if (typeof id !== 'string') throw invalid(`'${navigation}' is missing.`);
  return locked(context, target, id);
}

async function locked(context: Context, table: string, id: string): Promise<Row> {
  const row = await lockRow(context.db, [table], id.toLowerCase());
  if (row) return row;
  throw new DataverseError('ObjectDoesNotExist', `${table} With Id = ${id} Does Not Exist`);
}

const statusIn = (body: Json): RowData => {
  const status = body['Status'];
  // -1 is the state's own choice of status.
  if (typeof status !== 'number' || status === -1) return {};
  return { statuscode: status };
};

interface Closing {
  /** Parameter that holds the activity; its table and the navigation property it closes. */
  parameter: string;
  table: string;
  navigation: string;
  state: number;
  isClosed: (row: Row) => DataverseError | undefined;
  /** What else changes on the closed row. */
  also?: (context: Context, activity: Row) => RowData;
}

/** An action that makes a closing activity and closes the row it names. */
const closing = (given: Closing): Operation => ({
  method: 'POST',
  run: async (context, { body }: Call) => {
    const activity = body[given.parameter];
    if (!isObject(activity)) throw invalid(`'${given.parameter}' is missing.`);
    const row = await closedRow(context, activity, given.navigation);
    const refusal = given.isClosed(row);
    if (refusal) throw refusal;
    const made = await createClosing(context, given, activity, row);
    const values: RowData = {
      statecode: given.state,
      ...statusIn(body),
      ...given.also?.(context, made),
    };
    await changeRow(context, row, { values, collections: {} }, { isAction: true });
    return undefined;
  },
});

async function createClosing(
  context: Context,
  { table, navigation }: Closing,
  activity: Json,
  row: Row,
): Promise<Row> {
  const declared = tableOf(table);
  const own = Object.entries(activity).filter(([name]) => !name.startsWith(navigation));
  const change = await readChange(context, declared, Object.fromEntries(own));
  const values = { ...change.values, [navigation]: { table: row.table, id: row.id } };
  const made = await createRow(context, declared, { ...change, values });
  const done = { values: { statecode: 1 }, collections: {} };
  return changeRow(context, made, done, { isAction: true });
}

const opportunity = (state: number): Operation =>
  closing({
    parameter: 'OpportunityClose',
    table: 'opportunityclose',
    navigation: 'opportunityid',
    state,
    isClosed: (row) =>
      row.data['statecode'] === 0
        ? undefined
        : new DataverseError('OpportunityIsAlreadyClosed', 'The opportunity is already closed.'),
    also: (context, activity) => ({
      actualclosedate:
        dayOf(activity.data['actualend']) ?? context.now().toISOString().slice(0, 10),
      ...(state === 1 && { actualvalue: activity.data['actualrevenue'] ?? null }),
    }),
  });

const dayOf = (value: Value | undefined): string | undefined =>
  typeof value === 'string' ? value.slice(0, 10) : undefined;

const closeIncident = closing({
  parameter: 'IncidentResolution',
  table: 'incidentresolution',
  navigation: 'incidentid',
  state: 1,
  isClosed: (row) =>
    row.data['statecode'] === 0
      ? undefined
      : new DataverseError(
          'IncidentIsAlreadyClosedOrCancelled',
          'The incident is already closed or cancelled.',
        ),
});

/** What a lead gives to the rows made from it: column of the lead → column there. */
const mapped: Record<string, Record<string, string>> = {
  account: {
    companyname: 'name',
    websiteurl: 'websiteurl',
    telephone1: 'telephone1',
    fax: 'fax',
    emailaddress1: 'emailaddress1',
    address1_line1: 'address1_line1',
    address1_city: 'address1_city',
    address1_postalcode: 'address1_postalcode',
    address1_country: 'address1_country',
    description: 'description',
  },
  contact: {
    salutation: 'salutation',
    firstname: 'firstname',
    middlename: 'middlename',
    lastname: 'lastname',
    jobtitle: 'jobtitle',
    emailaddress1: 'emailaddress1',
    emailaddress2: 'emailaddress2',
    emailaddress3: 'emailaddress3',
    telephone1: 'telephone1',
    mobilephone: 'mobilephone',
    websiteurl: 'websiteurl',
    address1_line1: 'address1_line1',
    address1_city: 'address1_city',
    address1_postalcode: 'address1_postalcode',
    address1_country: 'address1_country',
    description: 'description',
  },
  opportunity: {
    subject: 'name',
    description: 'description',
    emailaddress1: 'emailaddress',
    budgetamount: 'budgetamount',
    estimatedamount: 'estimatedvalue',
    estimatedclosedate: 'estimatedclosedate',
  },
};

async function madeFrom(context: Context, lead: Row, name: string, links: RowData): Promise<Row> {
  const copied = Object.entries(mapped[name] ?? {}).map(([from, to]) => [
    to,
    lead.data[from] ?? null,
  ]);
  const given = Object.fromEntries(copied.filter(([, value]) => value !== null)) as RowData;
  const ownerid = lead.data['ownerid'] ?? null;
  const values = { ...given, ...links, originatingleadid: { table: 'lead', id: lead.id }, ownerid };
  return createRow(context, tableOf(name), { values, collections: {} });
}

const refer = (row: Row): { table: string; id: string } => ({ table: row.table, id: row.id });

/** The account and contact of a lead, made where asked for. */
async function customers(context: Context, lead: Row, body: Json): Promise<Row[]> {
  const account =
    body['CreateAccount'] === true ? await madeFrom(context, lead, 'account', {}) : undefined;
  const links: RowData = account ? { parentcustomerid: refer(account) } : {};
  const contact =
    body['CreateContact'] === true ? await madeFrom(context, lead, 'contact', links) : undefined;
  if (account && contact) {
    const values = { primarycontactid: refer(contact) };
    await changeRow(context, account, { values, collections: {} });
  }
  return [account, contact].filter((row) => row !== undefined);
}

async function opportunityOf(
  context: Context,
  lead: Row,
  body: Json,
  made: readonly Row[],
): Promise<Row | undefined> {
  if (body['CreateOpportunity'] !== true) return undefined;
  const given = isObject(body['OpportunityCustomerId'])
    ? await rowOf(context, body['OpportunityCustomerId'], 'OpportunityCustomerId')
    : made[0];
  const links: RowData = given
    ? { customerid: refer(given), [`parent${given.table}id`]: refer(given) }
    : {};
  return madeFrom(context, lead, 'opportunity', links);
}

/** `QualifyLead`: closes a lead and makes the account, contact and opportunity asked for. */
const qualifyLead: Operation = {
  method: 'POST',
  boundTo: 'lead',
  run: async (context, call) => {
    const lead = await locked(context, 'lead', boundRow(call).id);
    if (lead.data['statecode'] !== 0) {
      throw new DataverseError('LeadAlreadyInClosedState', 'The lead is already closed.');
    }
    const made = await customers(context, lead, call.body);
    const opportunityRow = await opportunityOf(context, lead, call.body, made);
    const status = statusIn(call.body);
    const links = Object.fromEntries(made.map((row) => [`parent${row.table}id`, refer(row)]));
    const values: RowData = {
      statecode: 1,
      ...status,
      ...links,
      ...(opportunityRow && { qualifyingopportunityid: refer(opportunityRow) }),
    };
    await changeRow(context, lead, { values, collections: {} }, { isAction: true });
    const all = opportunityRow ? [...made, opportunityRow] : made;
    return {
      '@odata.context': `${context.root}/$metadata#Collection(Microsoft.Dynamics.CRM.crmbaseentity)`,
      value: all.map((row) => ({
        '@odata.type': `#Microsoft.Dynamics.CRM.${row.table}`,
        [findTable(row.table)?.id ?? 'id']: row.id,
      })),
    };
  },
};

/** The actions of selling and serving that set states nothing else may set. */
export const salesOperations: Record<string, Operation> = {
  WinOpportunity: opportunity(1),
  LoseOpportunity: opportunity(2),
  CloseIncident: closeIncident,
  QualifyLead: qualifyLead,
};
