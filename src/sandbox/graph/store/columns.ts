import { sql, type RawBuilder } from 'kysely';
import type { Expression } from '../../odata/ast.ts';
import { compileFilter, type Column, type ColumnResolver } from '../../odata/to-sql.ts';
import { badRequest, invalidProperty } from '../errors.ts';
import { hasExtended } from './extended-filter.ts';
import type { ItemKind } from './items.ts';
import { messageColumnsByName, recipientLists } from './message-columns.ts';

type Lambda = Extract<Expression, { kind: 'lambda' }>;

const text = (path: string): Column => ({
  sql: sql`item.doc #>> ${`{${path.replaceAll('/', ',')}}`}::text[]`,
  type: 'string',
});
const flag = (name: string): Column => ({
  sql: sql`(item.doc ->> ${sql.lit(name)})::boolean`,
  type: 'boolean',
});
const moment = (name: string): Column => ({
  sql: sql`(item.doc ->> ${sql.lit(name)})::timestamptz`,
  type: 'date',
});

const shared: Record<string, Column> = {
  createddatetime: { sql: sql`item.created`, type: 'date' },
  lastmodifieddatetime: { sql: sql`item.modified`, type: 'date' },
};

const byKind: Record<ItemKind, Record<string, Column>> = {
  message: messageColumnsByName,
  event: {
    subject: text('subject'),
    icaluid: text('iCalUId'),
    importance: text('importance'),
    sensitivity: text('sensitivity'),
    showas: text('showAs'),
    isallday: flag('isAllDay'),
    iscancelled: flag('isCancelled'),
    isorganizer: flag('isOrganizer'),
    'start/datetime': { sql: sql`item.at`, type: 'date' },
    'end/datetime': moment('endInstant'),
    'location/displayname': text('location/displayName'),
    hasattachments: flag('hasAttachments'),
    isreminderon: flag('isReminderOn'),
    isonlinemeeting: flag('isOnlineMeeting'),
    transactionid: text('transactionId'),
    'organizer/emailaddress/name': text('organizer/emailAddress/name'),
    'responsestatus/response': text('responseStatus/response'),
    'organizer/emailaddress/address': text('organizer/emailAddress/address'),
  },
  contact: {
    displayname: text('displayName'),
    givenname: text('givenName'),
    surname: text('surname'),
    companyname: text('companyName'),
    fileas: text('fileAs'),
    middlename: text('middleName'),
    nickname: text('nickName'),
    jobtitle: text('jobTitle'),
    department: text('department'),
    mobilephone: text('mobilePhone'),
    birthday: moment('birthday'),
  },
  task: {
    title: text('title'),
    status: text('status'),
    importance: text('importance'),
    isreminderon: flag('isReminderOn'),
    hasattachments: flag('hasAttachments'),
    'duedatetime/datetime': moment('dueInstant'),
    'completeddatetime/datetime': moment('completedInstant'),
    'reminderdatetime/datetime': moment('reminderInstant'),
  },
};

/** `c`, `r/emailAddress/address`, `e/address`: what a lambda looks at of each element `e.value`. */
const element: ColumnResolver = {
  likeWildcards: false,
  column: ([, ...path]) => ({ sql: sql`e.value #>> ${path}::text[]`, type: 'string' }),
};

const always: Expression = { kind: 'literal', literal: { kind: 'boolean', value: true } };

const collections: Record<string, RawBuilder<unknown>> = {
  categories: sql`item.doc -> 'categories'`,
  emailaddresses: sql`item.doc -> 'emailAddresses'`,
  attendees: sql`item.doc -> 'attendees'`,
  ...recipientLists,
};

function compileLambda(node: Lambda): RawBuilder<boolean> {
  const name = node.collection.join('/').toLowerCase();
  const predicate = node.predicate ?? always;
  const isAll = node.quantifier === 'all';
  if (/^(single|multi)valueextendedproperties$/.test(name)) {
    if (isAll) throw badRequest(`'${name}' can be filtered with 'any' only.`);
    return hasExtended(node.predicate, name.startsWith('multi'));
  }
  const elements = collections[name];
  if (!elements) {
    throw invalidProperty(
      `The property '${node.collection.join('/')}' does not support filtering.`,
    );
  }
  const condition = compileFilter(predicate, element);
  const found = sql`select 1 from jsonb_array_elements(${elements}) as e (value)
    where ${isAll ? sql`(${condition}) is not true` : condition}`;
  return isAll ? sql`not exists (${found})` : sql`exists (${found})`;
}

/** `$filter` and `$orderby` names of a kind of item, over the table `item`. */
export const columnsOf = (kind: ItemKind): ColumnResolver => ({
  likeWildcards: false,
  column: (segments) => {
    const name = segments.join('/').toLowerCase();
    const column = byKind[kind][name] ?? shared[name];
    if (column) return column;
    const written = segments[0] ?? '';

    const property = written.charAt(0).toUpperCase() + written.slice(1);
    throw invalidProperty(`The property '${property}' does not support filtering.`);
  },
  lambda: compileLambda,
});
