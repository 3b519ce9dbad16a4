import { sql, type RawBuilder } from 'kysely';
import { badRequest } from '../../errors.ts';
import { parseKql, type Comparison, type Kql, type KqlTerm } from './kql.ts';
import { weights, type NamedField, type WeighedField } from './search-text.ts';
import { wordsOf } from './words.ts';

type Condition = RawBuilder<boolean>;
type FieldReader = (term: KqlTerm, now: Date) => Condition;

const quoted = (lexeme: string): string => `'${lexeme.replaceAll(/['\\]/g, '$&$&')}'`;

const never = sql<boolean>`false`;
const matches = (query: string): Condition => sql<boolean>`item.search @@ ${query}::tsquery`;

/** Words in a row (phrase) or all of them, in fields of these weights; all fields without. */
function inFields({ text, isPhrase, isPrefix }: KqlTerm, fields: WeighedField[]): Condition {
  const found = wordsOf(text);
  if (found.length === 0) return never;
  const letters = fields.map((field) => weights[field]).join('');
  const lexemes = found.map((word, index) => {
    const isLast = index === found.length - 1;
    const flags = `${isPrefix && isLast ? '*' : ''}${letters}`;
    return flags === '' ? quoted(word) : `${quoted(word)}:${flags}`;
  });
  // `bela@fabrikam` is a phrase without quotes.
  return matches(lexemes.join(isPhrase || found.length > 1 ? ' <-> ' : ' & '));
}

const weighed =
  (...fields: WeighedField[]): FieldReader =>
  (term) =>
    inFields(term, fields);

const named =
  (field: NamedField): FieldReader =>
  ({ text, isPrefix }) => {
    const found = wordsOf(text).map((word) => quoted(`${field}:${word}`));
    if (found.length === 0) return never;
    return matches(found.map((lexeme) => (isPrefix ? `${lexeme}:*` : lexeme)).join(' & '));
  };

const operators: Record<Comparison, RawBuilder<unknown>> = {
  ':': sql`=`,
  '=': sql`=`,
  '<>': sql`<>`,
  '>': sql`>`,
  '>=': sql`>=`,
  '<': sql`<`,
  '<=': sql`<=`,
};

const day = 86_400_000;

/** First instant of a day and of the one after it; words count from today, weeks begin on Sunday. */
function daysOf(text: string, now: Date): [Date, Date] {
  const today = Math.floor(now.getTime() / day) * day;
  const named: Record<string, [number, number]> = {
    today: [today, 1],
    yesterday: [today - day, 1],
    'this week': [today - now.getUTCDay() * day, 7],
    'last week': [today - (now.getUTCDay() + 7) * day, 7],
  };
  const [from, length] = named[text.toLowerCase()] ?? [Date.parse(text), 1];
  if (Number.isNaN(from)) throw badRequest(`'${text}' is not a date of a search query.`);
  return [new Date(from), new Date(from + length * day)];
}

const dated =
  (column: RawBuilder<unknown>): FieldReader =>
  ({ text, operator, isPhrase }, now) => {
    const range = isPhrase ? undefined : /^(.+)\.\.(.+)$/.exec(text);
    const [from, to] = daysOf(range?.[1] ?? text, now);
    const last = range ? daysOf(range[2] ?? '', now)[1] : to;
    if (operator === ':' || operator === '=') {
      return sql<boolean>`(${column} >= ${from}::timestamptz and ${column} < ${last}::timestamptz)`;
    }
    if (operator === '<>') {
      return sql<boolean>`not (${column} >= ${from}::timestamptz and ${column} < ${to}::timestamptz)`;
    }
    const edge = operator === '>' || operator === '<=' ? to : from;
    const comparison = operator === '>' ? '>=' : operator === '<=' ? '<' : operator;
    return sql<boolean>`${column} ${operators[comparison]} ${edge}::timestamptz`;
  };

const truth =
  (column: RawBuilder<unknown>): FieldReader =>
  ({ text }) => {
    const wanted = { true: true, yes: true, '1': true, false: false, no: false, '0': false }[
      text.toLowerCase()
    ];
    if (wanted === undefined) throw badRequest(`'${text}' is neither true nor false.`);
    return sql<boolean>`${column} = ${wanted}::boolean`;
  };

const importance: FieldReader = ({ text, operator }) => {
  const value = { low: 'low', medium: 'normal', normal: 'normal', high: 'high' }[
    text.toLowerCase()
  ];
  if (!value) throw badRequest(`'${text}' is not an importance.`);
  return operator === '<>'
    ? sql<boolean>`item.doc ->> 'importance' <> ${value}::text`
    : sql<boolean>`item.doc ->> 'importance' = ${value}::text`;
};

const size: FieldReader = ({ text, operator }) => {
  const [, from, to] = /^(\d+)(?:\.\.(\d+))?$/.exec(text) ?? [];
  if (from === undefined) throw badRequest(`'${text}' is not a size.`);
  const bytes = sql`coalesce(octet_length(item.mime), length(item.body ->> 'content'))`;
  return to === undefined
    ? sql<boolean>`${bytes} ${operators[operator]} ${Number(from)}::bigint`
    : sql<boolean>`${bytes} between ${Number(from)}::bigint and ${Number(to)}::bigint`;
};

const category: FieldReader = ({ text }) =>
  sql<boolean>`exists (select 1 from jsonb_array_elements_text(item.doc -> 'categories') as c (value)
    where lower(c.value) = ${text.toLowerCase()}::text)`;

const sent = sql`(item.doc ->> 'sentDateTime')::timestamptz`;
const fields: Record<string, FieldReader> = {
  attachment: named('attachment'),
  attachmentnames: named('attachment'),
  bcc: named('bcc'),
  body: weighed('body'),
  category,
  cc: named('cc'),
  from: weighed('from'),
  hasattachment: truth(sql`(item.doc ->> 'hasAttachments')::boolean`),
  hasattachments: truth(sql`(item.doc ->> 'hasAttachments')::boolean`),
  importance,
  isread: truth(sql`(item.doc ->> 'isRead')::boolean`),
  kind: ({ text }) => (text.toLowerCase() === 'email' ? sql<boolean>`true` : never),
  participants: weighed('from', 'recipients'),
  received: dated(sql`item.at`),
  recipients: weighed('recipients'),
  sent: dated(sent),
  size,
  subject: weighed('subject'),
  to: named('to'),
};

function compile(node: Kql, now: Date): Condition {
  if (node.kind === 'not') return sql<boolean>`(not ${compile(node.operand, now)})`;
  if (node.kind === 'term') {
    // Free text is looked for in the sender, the subject and the body.
    if (node.field === undefined) return inFields(node, ['from', 'subject', 'body']);
    const reader = Object.hasOwn(fields, node.field) ? fields[node.field] : undefined;
    // A name that is none of a property's is a word with a colon behind it.
    return reader
      ? reader(node, now)
      : inFields({ ...node, text: `${node.field} ${node.text}` }, []);
  }
  const [left, right] = [compile(node.left, now), compile(node.right, now)];
  return node.kind === 'and'
    ? sql<boolean>`(${left} and ${right})`
    : sql<boolean>`(${left} or ${right})`;
}

/**
 * `$search` of messages as a condition on `item` that its index answers (wire facts, 2.1; the
 * properties are those of Microsoft's page on `$search`). Words match whole, `word*` by their
 * beginning; case and accents do not count. Throws 400 for what is no KQL.
 */
export const compileSearch = (query: string, now: Date): Condition => compile(parseKql(query), now);
