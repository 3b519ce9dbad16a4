import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ODataSyntaxError, parseFilter, parseResource } from '../../../src/sandbox/odata/parse.ts';

const id = '6a000000-0000-0000-0000-000000000001';
const path = (...segments: string[]) => ({ kind: 'path', segments });
const text = (value: string) => ({ kind: 'literal', literal: { kind: 'string', value } });

describe('A resource path', () => {
  test('has a key in parentheses after a collection', () => {
    expect(parseResource(`/contacts(${id})/parentcustomerid_account`).path).toEqual([
      { name: 'contacts', key: { kind: 'guid', value: id } },
      { name: 'parentcustomerid_account' },
    ]);
  });

  test('has named keys whose text may hold slashes, parentheses and doubled apostrophes', () => {
    const [segment] = parseResource("contacts(firstname='Jo(e)/x',lastname='O''Neil')").path;
    expect(segment?.named).toEqual({
      firstname: { kind: 'string', value: 'Jo(e)/x' },
      lastname: { kind: 'string', value: "O'Neil" },
    });
  });

  test('keeps percent-encoded slashes inside a segment and takes an apostrophe in an address', () => {
    expect(parseResource("users/o'neil@x.org/messages/AAMk%2FA=/$value").path).toEqual(
      ['users', "o'neil@x.org", 'messages', 'AAMk/A=', '$value'].map((name) => ({ name })),
    );
  });

  test('has a function whose parameter aliases are replaced by JSON, text and numbers', () => {
    const url = `F(Target=@t,Name=@n,Count=@c)?@t=%7B"@odata.id":"contacts(${id})"%7D&@n='%3Ca%40x%3E'&@c=3`;
    expect(parseResource(url).path[0]?.named).toEqual({
      Target: { kind: 'json', value: { '@odata.id': `contacts(${id})` } },
      Name: { kind: 'string', value: '<a@x>' },
      Count: { kind: 'number', value: 3 },
    });
  });

  test('with an empty pair of parentheses is a function without parameters', () => {
    expect(parseResource('WhoAmI()').path).toEqual([{ name: 'WhoAmI', named: {} }]);
  });
});

describe('Query options', () => {
  test('of an expanded property are separated by semicolons and may nest', () => {
    const { query } = parseResource(
      "a?$expand=x($select=q;$filter=n eq 'b;)';$expand=z($top=3)),y",
    );
    expect(query.expand).toMatchObject([
      {
        path: 'x',
        options: {
          select: ['q'],
          filter: { kind: 'compare', left: path('n'), right: text('b;)') },
          expand: [{ path: 'z', options: { top: 3 } }],
        },
      },
      { path: 'y', options: { custom: {} } },
    ]);
  });

  test('that are not system options are kept by name, decoded', () => {
    const { query } = parseResource('x?startDateTime=2026-01-01T00%3A00%3A00Z&tag=a+b');
    expect(query.custom).toEqual({ startDateTime: '2026-01-01T00:00:00Z', tag: 'a b' });
  });

  test('without a dollar sign are system options only where the server says so', () => {
    expect(parseResource('x?top=5').query).toEqual({ custom: { top: '5' } });
    expect(parseResource('x?top=5', { isDollarOptional: true }).query.top).toBe(5);
  });

  test('for order, count, skip and tokens are read', () => {
    const { query } = parseResource(
      'x?$orderby=a desc,b/c&$count=true&$skip=2&$skiptoken=%3Ca%20b%3E&$search="from:ada"',
    );
    expect(query).toEqual({
      orderby: [
        { expression: path('a'), descending: true },
        { expression: path('b', 'c'), descending: false },
      ],
      count: true,
      skip: 2,
      skiptoken: '<a b>',
      search: '"from:ada"',
      custom: {},
    });
  });
});

describe('Any text at all', () => {
  const piece = fc.constantFrom(
    "'",
    '"',
    '(',
    ')',
    '[',
    '{',
    ',',
    ';',
    '/',
    '?',
    '$',
    '@',
    '%',
    '=',
  );
  const word = fc.constantFrom(
    '$filter=',
    '$expand=',
    ' eq ',
    ' and ',
    'a',
    '1',
    'not ',
    'in (',
    '',
  );
  const text = fc.array(fc.oneof(piece, word, fc.string({ maxLength: 3 })), { maxLength: 25 });

  test('is read or refused as a syntax error, never anything else', () => {
    fc.assert(
      fc.property(text, (pieces) => {
        try {
          parseResource(pieces.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(ODataSyntaxError);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('A filter', () => {
  test("binds 'and' closer than 'or', and 'not' closest", () => {
    expect(parseFilter('a or not b and c')).toEqual({
      kind: 'or',
      left: path('a'),
      right: { kind: 'and', left: { kind: 'not', operand: path('b') }, right: path('c') },
    });
  });

  test('has constants of every type', () => {
    const literals = [
      ["'it''s'", { kind: 'string', value: "it's" }],
      ['-4.5', { kind: 'number', value: -4.5 }],
      ['true', { kind: 'boolean', value: true }],
      ['null', { kind: 'null' }],
      [id.toUpperCase(), { kind: 'guid', value: id }],
      ['2026-11-22T09:30:00Z', { kind: 'date', value: '2026-11-22T09:30:00Z' }],
      ['2026-11-22', { kind: 'date', value: '2026-11-22' }],
    ] as const;
    for (const [written, literal] of literals) {
      expect(parseFilter(`a eq ${written}`)).toMatchObject({ right: { literal } });
    }
  });

  test('calls a qualified function with named parameters, in line or by alias', () => {
    const inline = parseFilter(
      "Microsoft.Dynamics.CRM.In(PropertyName='p',PropertyValues=['x','o''y'])",
    );
    const aliased = parseFilter('Microsoft.Dynamics.CRM.In(PropertyName=@p,PropertyValues=@v)', {
      '@p': "'p'",
      '@v': '["x","o\'y"]',
    });
    expect(aliased).toEqual(inline);
    expect(inline).toMatchObject({
      name: 'Microsoft.Dynamics.CRM.In',
      named: {
        PropertyValues: {
          kind: 'list',
          items: [
            { kind: 'string', value: 'x' },
            { kind: 'string', value: "o'y" },
          ],
        },
      },
    });
  });

  test('takes an alias for a property, enumerations as texts, and JSON in single quotes', () => {
    expect(parseFilter("contains(@p,'x')", { '@p': 'a/b' })).toMatchObject({
      arguments: [path('a', 'b'), text('x')],
    });
    expect(parseFilter("a eq Some.Enum'V'")).toMatchObject({ right: text('V') });
    const { path: resource } = parseResource("F(T=@t)?@t={'@odata.id':'contacts(''1'')'}");
    expect(resource[0]?.named).toEqual({
      T: { kind: 'json', value: { '@odata.id': "contacts('1')" } },
    });
  });

  test('has lambdas in any case of the word, with and without a condition', () => {
    expect(parseFilter("ps/Any(ep: ep/id eq 'x') and c/any()")).toEqual({
      kind: 'and',
      left: {
        kind: 'lambda',
        quantifier: 'any',
        collection: ['ps'],
        variable: 'ep',
        predicate: { kind: 'compare', operator: 'eq', left: path('ep', 'id'), right: text('x') },
      },
      right: {
        kind: 'lambda',
        quantifier: 'any',
        collection: ['c'],
        variable: '',
        predicate: null,
      },
    });
  });

  test('that is not finished or uses arithmetic is refused with its position', () => {
    for (const [written, position] of [
      ['a eq ', 5],
      ['a add 1 eq 2', 1],
      ['a eq @p', 7],
      ["a eq 'x", 5],
    ] as const) {
      expect(() => parseFilter(written)).toThrow(expect.objectContaining({ position }));
    }
  });
});
