import type { RecordRef } from '../../../domain/mail/email-activity.ts';
import type { ActivityLine, OpenOpportunity, RecordDetails } from '../../../ports/record-reader.ts';
import { get } from '../dataverse-client.ts';
import { parameter } from '../literal.ts';
import { recordOf, text } from '../tables.ts';
import type { Row } from '../tables.ts';
import { connectionQuestion } from './connections.ts';
import { many } from './questions.ts';
import type { Question } from './questions.ts';
import { selectOf } from './record-tables.ts';
import type { RecordTables } from './record-tables.ts';

type Around = Pick<RecordDetails, 'opportunities' | 'cases' | 'connections' | 'past' | 'next'>;

const formatted = '@OData.Community.Display.V1.FormattedValue';
const most = 5;
/** More than are shown: those of two questions are mixed. */
const mostActivities = 10;

/** Columns that say whose an opportunity or a case is, by the customer's table. */
const customerColumns: Partial<Record<string, { opportunity: string[]; incident: string[] }>> = {
  contact: {
    opportunity: ['_parentcontactid_value', '_customerid_value'],
    incident: ['_primarycontactid_value', '_customerid_value'],
  },
  account: {
    opportunity: ['_parentaccountid_value', '_customerid_value'],
    incident: ['_customerid_value'],
  },
};

function filterFor(table: 'opportunity' | 'incident', customers: readonly RecordRef[]): string {
  const either = customers.flatMap((customer) =>
    (customerColumns[customer.table]?.[table] ?? []).map((column) => `${column} eq ${customer.id}`),
  );
  return either.length > 0 ? `statecode eq 0 and (${either.join(' or ')})` : '';
}

const opportunityOf = (tables: RecordTables, row: Row): OpenOpportunity => ({
  ...recordOf(tables.get('opportunity'), row),
  closesOn: text(row, 'estimatedclosedate').slice(0, 10) || null,
  value: text(row, `estimatedvalue${formatted}`),
});

/** Open opportunities and cases of the record, and those of the account it belongs to (UI-06). */
function workQuestions(
  tables: RecordTables,
  customers: readonly RecordRef[],
  around: Around,
): Question[] {
  const ask = (
    name: 'opportunity' | 'incident',
    rest: { columns: string; order: string },
    read: (row: Row) => void,
  ): Question[] => {
    const filter = filterFor(name, customers);
    if (!filter) return [];
    const table = tables.get(name);
    const query = [
      `$select=${selectOf(table)}${rest.columns}`,
      parameter('$filter', filter),
      `$orderby=${encodeURIComponent(rest.order)}&$top=${most}`,
    ];
    return [many(get(`${table.entitySet}?${query.join('&')}`), (rows) => rows.forEach(read))];
  };
  return [
    ...ask(
      'opportunity',
      { columns: ',estimatedclosedate,estimatedvalue', order: 'estimatedclosedate asc' },
      (row) => around.opportunities.push(opportunityOf(tables, row)),
    ),
    ...ask('incident', { columns: '', order: 'createdon desc' }, (row) =>
      around.cases.push(recordOf(tables.get('incident'), row)),
    ),
  ];
}

const activityColumns =
  'activityid,subject,activitytypecode,statecode,scheduledstart,scheduledend,actualend,modifiedon';

function activityOf(row: Row): ActivityLine {
  const isDone = row['statecode'] === 1 || row['statecode'] === 2;
  const times = isDone
    ? ['actualend', 'scheduledend', 'modifiedon']
    : ['scheduledend', 'scheduledstart'];
  const at = times.map((column) => text(row, column)).find((value) => value !== '');
  return {
    table: text(row, 'activitytypecode'),
    id: text(row, 'activityid'),
    name: text(row, 'subject'),
    detail: '',
    isDone,
    at: at ?? null,
  };
}

const isoMax = '9999';

/** What else an activity can be regarding to be one with a company: its people, deals and cases. */
const rolledUp: Partial<Record<string, string[]>> = {
  account: [
    'regardingobjectid_contact/_parentcustomerid_value',
    'regardingobjectid_opportunity/_customerid_value',
    'regardingobjectid_incident/_customerid_value',
  ],
  contact: [
    'regardingobjectid_opportunity/_parentcontactid_value',
    'regardingobjectid_incident/_customerid_value',
  ],
};

/** Activities regarding the record, those the record is a party of, and those with what it has. */
function activityQuestions({ table, id }: RecordRef, around: Around): Question[] {
  const whose = [
    `_regardingobjectid_value eq ${id}`,
    `activitypointer_activity_parties/any(p:p/_partyid_value eq ${id})`,
    ...(rolledUp[table] ?? []).map((column) => `${column} eq ${id}`),
  ];
  const kinds = [
    { state: 'statecode eq 1', order: 'actualend desc,modifiedon desc', list: around.past },
    { state: '(statecode eq 0 or statecode eq 3)', order: 'scheduledend asc', list: around.next },
  ];
  return kinds.flatMap(({ state, order, list }) =>
    whose.map((own) => {
      const query = [
        `$select=${activityColumns}`,
        parameter('$filter', `${state} and ${own}`),
        `$orderby=${encodeURIComponent(order)}&$top=${mostActivities}`,
      ];
      return many(get(`activitypointers?${query.join('&')}`), (rows) => {
        const known = new Set(list.map((activity) => activity.id));
        list.push(...rows.map(activityOf).filter((activity) => !known.has(activity.id)));
        list.sort((a, b) =>
          list === around.past
            ? (b.at ?? '').localeCompare(a.at ?? '')
            : (a.at ?? isoMax).localeCompare(b.at ?? isoMax),
        );
        list.splice(most);
      });
    }),
  );
}

/** What is around a record; one request. */
export function aroundQuestions(
  tables: RecordTables,
  record: RecordRef,
  parent: RecordRef | null,
): { questions: Question[]; around: Around } {
  const around: Around = { opportunities: [], cases: [], connections: [], past: [], next: [] };
  const isCustomer = record.table in customerColumns;
  const customers = isCustomer ? [record, ...(parent ? [parent] : [])] : [];
  return {
    questions: [
      ...workQuestions(tables, customers, around),
      connectionQuestion(record, around.connections),
      ...activityQuestions(record, around),
    ],
    around,
  };
}
