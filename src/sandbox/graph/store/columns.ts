import { sql, type RawBuilder } from 'kysely';
import type { Expression } from '../../odata/ast.ts';
import { compileFilter, type Column, type ColumnResolver } from '../../odata/to-sql.ts';
import { badRequest, invalidProperty, notBuilt } from '../errors.ts';
import { withKeys } from './extended.ts';
import type { ItemKind } from './items.ts';

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
  message: {
    receiveddatetime: { sql: sql`item.at`, type: 'date' },
    sentdatetime: moment('sentDateTime'),
    subject: text('subject'),
    bodypreview: text('bodyPreview'),
    importance: text('importance'),
    // The expression of the index.
    internetmessageid: { sql: sql`item.doc ->> 'internetMessageId'`, type: 'string' },
    conversationid: { sql: sql`item.conversation`, type: 'string' },
    isread: flag('isRead'),
    isdraft: flag('isDraft'),
    hasattachments: flag('hasAttachments'),
    inferenceclassification: text('inferenceClassification'),
    'flag/flagstatus': text('flag/flagStatus'),
    'from/emailaddress/address': text('from/emailAddress/address'),
    'from/emailaddress/name': text('from/emailAddress/name'),
    'sender/emailaddress/address': text('sender/emailAddress/address'),
    'sender/emailaddress/name': text('sender/emailAddress/name'),
  },
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
    'organizer/emailaddress/address': text('organizer/emailAddress/address'),
  },
  contact: {
    displayname: text('displayName'),
    givenname: text('givenName'),
    surname: text('surname'),
    companyname: text('companyName'),
    fileas: text('fileAs'),
  },
};

const extendedColumns: ColumnResolver = {
  likeWildcards: false,
  column: (segments) => {
    const name = segments.at(-1)?.toLowerCase();
    if (name === 'id') return { sql: sql`extended.key`, type: 'string' };
    if (name === 'value') return { sql: sql`extended.value`, type: 'string' };
    throw badRequest(`An extended property has no '${segments.join('/')}'.`);
  },
};

const element = (sqlText: RawBuilder<unknown>): ColumnResolver => ({
  likeWildcards: false,
  column: () => ({ sql: sqlText, type: 'string' }),
});

const always: Expression = { kind: 'literal', literal: { kind: 'boolean', value: true } };

function compileLambda(node: Lambda): RawBuilder<boolean> {
  const name = node.collection.join('/').toLowerCase();
  if (node.quantifier === 'all') throw notBuilt(`'${name}/all' in a filter`);
  const predicate = node.predicate ?? always;
  if (name === 'singlevalueextendedproperties') {
    return sql`exists (select 1 from sandbox_graph.extended as extended
      where extended.item = item.number and ${compileFilter(withKeys(predicate), extendedColumns)})`;
  }
  if (name === 'categories') {
    return sql`exists (select 1 from jsonb_array_elements_text(item.doc -> 'categories') as c (value)
      where ${compileFilter(predicate, element(sql`c.value`))})`;
  }
  if (name === 'emailaddresses') {
    return sql`exists (select 1 from jsonb_array_elements(item.doc -> 'emailAddresses') as e (value)
      where ${compileFilter(predicate, element(sql`e.value ->> 'address'`))})`;
  }
  throw invalidProperty(`The property '${node.collection.join('/')}' does not support filtering.`);
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
