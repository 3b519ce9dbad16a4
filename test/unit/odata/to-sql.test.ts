import { describe, expect, test } from '@jest/globals';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { parseFilter, parseResource } from '../../../src/sandbox/odata/parse.ts';
import {
  compileFilter,
  compileOrder,
  ODataTypeError,
  ODataUnsupportedError,
  type ColumnResolver,
  type ColumnType,
} from '../../../src/sandbox/odata/to-sql.ts';

// Only compiles: the dialect needs no database for that.
const db = new Kysely<never>({ dialect: new PGliteDialect({ pglite: undefined as never }) });

const types: Record<string, ColumnType> = {
  name: 'string',
  size: 'number',
  isRead: 'boolean',
  id: 'guid',
  at: 'date',
};
const graph: ColumnResolver = {
  column: ([name = '']) => ({ sql: sql.ref(name), type: types[name] ?? 'string' }),
  likeWildcards: false,
};
const dataverse: ColumnResolver = { ...graph, likeWildcards: true };

function compiled(filter: string, columns = graph) {
  const { sql: text, parameters } = compileFilter(parseFilter(filter), columns).compile(db);
  return [text.replace(/\s+/g, ' '), ...parameters];
}

describe('A filter as SQL', () => {
  test('binds every constant as a parameter of the type of the column', () => {
    expect(compiled("name eq 'O''Neil; drop table x'")).toEqual([
      '(lower("name") = lower($1::text))',
      "O'Neil; drop table x",
    ]);
    expect(compiled('5 lt size')).toEqual(['($1::numeric < "size")', '5']);
    expect(compiled('at ge 2026-11-22')).toEqual([
      '("at" >= $1::timestamptz)',
      '2026-11-22T00:00:00.000Z',
    ]);
    expect(compiled("id eq '00000000-0000-0000-0000-00000000000a'")[0]).toBe('("id" = $1::uuid)');
  });

  test('ignores trailing blanks only where SQL Server compares', () => {
    expect(compiled("name eq 'a '", dataverse)[0]).toBe(
      '(rtrim(lower("name")) = rtrim(lower($1::text)))',
    );
  });

  test('treats null as a value that equals only itself', () => {
    expect(compiled('name eq null')).toEqual(['("name" is null)']);
    expect(compiled('null ne name')).toEqual(['("name" is not null)']);
    expect(compiled("name ne 'a'")[0]).toContain('is distinct from');
    expect(compiled("not startswith(name,'a')")[0]).toContain('is not true');
  });

  test('refuses types that do not compare', () => {
    for (const filter of ["size eq 'x'", 'name eq 5', 'isRead eq 1', 'at gt 5', 'name']) {
      expect(() => compiled(filter)).toThrow(ODataTypeError);
    }
  });

  test('names what is not supported', () => {
    for (const [filter, name] of [
      ['year(at) eq 2026', 'year'],
      ["x/any(a:a eq 'b')", 'any'],
      ['contains(name,name)', 'contains'],
      ["Some.Function(Name='x')", 'Some.Function'],
    ] as const) {
      expect(() => compiled(filter)).toThrow(ODataUnsupportedError);
      expect(() => compiled(filter)).toThrow(name);
    }
  });
});

test('An order puts nulls first, as SQL Server does', () => {
  const { query } = parseResource('x?$orderby=name,at desc');
  const order = compileOrder(query.orderby ?? [], graph).compile(db);
  expect(order.sql).toBe('lower("name") collate "und-x-icu" asc nulls first, "at" desc nulls last');
});
