import { sql, type RawBuilder } from 'kysely';
import type { ColumnType, OrderTerm } from '../../odata/to-sql.ts';
import { DataverseError } from '../errors.ts';

/** Where the rows of the page before end: the values of the order's terms, then the id. */
export interface PageMark {
  terms: (string | null)[];
  id: string;
}

/** Where a page starts. */
export interface PageStart {
  /** 1-based. */
  number: number;
  /** Missing on the first page. */
  after?: PageMark;
  /** Of a round of change tracking: the token it began with. */
  tracking?: string;
}

const escapeXml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const unescapeXml = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');

/** `<cookie page="1"><name last="x" first="y" /><contactid last="{…}" first="{…}" /></cookie>`. */
function innerCookie(page: number, names: readonly string[], first: PageMark, last: PageMark) {
  const terms = last.terms.map((value, index) => {
    const name = names[index] ?? 'column';
    const from = first.terms[index] ?? null;
    const end = value === null ? 'lastnull="1"' : `last="${escapeXml(value)}"`;
    const start = from === null ? 'firstnull="1"' : `first="${escapeXml(from)}"`;
    return `<${name} ${end} ${start} />`;
  });
  const id = `<${names.at(-1) ?? 'id'} last="{${last.id.toUpperCase()}}" first="{${first.id.toUpperCase()}}" />`;
  return `<cookie page="${page}">${terms.join('')}${id}</cookie>`;
}

/** What a cookie says besides the marks. */
export interface CookieOf {
  /** Of the page it follows. */
  page: number;
  /** Names of the order's columns, then the primary key's. */
  names: readonly string[];
  first: PageMark;
  last: PageMark;
  tracking?: string;
}

/** The cookie of the page after `of.page`, as it stands in `$skiptoken`, not yet percent-encoded. */
export function pagingCookie(of: CookieOf): string {
  const inner = encodeURIComponent(innerCookie(of.page, of.names, of.first, of.last));
  const tracking = of.tracking
    ? `istracking="True" trackingcookie="${encodeURIComponent(of.tracking)}"`
    : 'istracking="False"';
  return `<cookie pagenumber="${of.page + 1}" pagingcookie="${inner}" ${tracking} />`;
}

const malformed = (): DataverseError =>
  new DataverseError('QueryBuilderInvalidPagingCookie', 'Malformed XML in the Paging Cookie');

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw malformed();
  }
}

const markElement = /<(\w+) (?:last="([^"]*)"|lastnull="1")/g;

function parseInner(inner: string): PageMark {
  const marks = [...inner.matchAll(markElement)].map(([, , value]) =>
    value === undefined ? null : unescapeXml(value),
  );
  const id = /^\{([0-9a-f-]{36})\}$/i.exec(marks.pop() ?? '')?.[1];
  if (!id) throw malformed();
  return { terms: marks, id: id.toLowerCase() };
}

/** The page a `$skiptoken`, decoded, begins; 1-based. Throws `QueryBuilderInvalidPagingCookie`. */
export function pageNumber(token: string): number {
  const number = /pagenumber="(\d{1,9})"/.exec(token)?.[1];
  if (number === undefined) throw malformed();
  return Math.max(Number(number), 1);
}

/** Reads a `$skiptoken`, decoded. Throws `QueryBuilderInvalidPagingCookie` (400). */
export function parseSkipToken(token: string | undefined): PageStart {
  if (token === undefined) return { number: 1 };
  const number = pageNumber(token);
  const inner = /pagingcookie="([^"]*)"/.exec(token)?.[1];
  if (inner === undefined) throw malformed();
  const tracking = /trackingcookie="([^"]*)"/.exec(token)?.[1];
  return {
    number,
    after: parseInner(decode(inner)),
    ...(tracking && { tracking: decode(tracking) }),
  };
}

const casts: Partial<Record<ColumnType, string>> = {
  number: 'numeric',
  boolean: 'boolean',
  guid: 'uuid',
  date: 'timestamptz',
};

const shapes: Partial<Record<ColumnType, RegExp>> = {
  number: /^-?\d+(?:\.\d+)?$/,
  boolean: /^(?:true|false)$/,
  guid: /^[0-9a-f-]{36}$/i,
  date: /^\d{4}-\d\d-\d\d[\d:. +T-]*Z?$/,
};

function marked(term: OrderTerm, value: string): RawBuilder<unknown> {
  if (shapes[term.type]?.test(value) === false) throw malformed();
  return sql`${value}::${sql.raw(casts[term.type] ?? 'text')}`;
}

/** Condition: comes after the mark in this one term; null where nothing does. */
function comesAfter(term: OrderTerm, value: string | null): RawBuilder<boolean> {
  if (value === null) return term.descending ? sql`false` : sql`${term.sql} is not null`;
  return term.descending
    ? sql`(${term.sql} < ${marked(term, value)} or ${term.sql} is null)`
    : sql`${term.sql} > ${marked(term, value)}`;
}

const isSame = (term: OrderTerm, value: string | null): RawBuilder<boolean> =>
  value === null ? sql`${term.sql} is null` : sql`${term.sql} = ${marked(term, value)}`;

/** Condition: row `r` comes after the mark in the order of the terms, then of the id. */
export function afterMark(terms: readonly OrderTerm[], mark: PageMark): RawBuilder<boolean> {
  if (terms.length !== mark.terms.length) throw malformed();
  const byId = sql<boolean>`r.id > ${mark.id}::uuid`;
  return terms.reduceRight<RawBuilder<boolean>>((rest, term, index) => {
    const value = mark.terms[index] ?? null;
    return sql`(${comesAfter(term, value)} or (${isSame(term, value)} and ${rest}))`;
  }, byId);
}

/** The same request with other system options; `path` is below `root`. */
export function linkWith(root: string, path: string, options: Record<string, string>): string {
  const [resource = '', query = ''] = path.replace(/^\//, '').split('?', 2);
  const replaced = /^(?:\$|%24)(?:skiptoken|deltatoken)=/i;
  const kept = query.split('&').filter((pair) => pair !== '' && !replaced.test(pair));
  const added = Object.entries(options).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  return `${root}/${resource}?${[...kept, ...added].join('&')}`;
}
