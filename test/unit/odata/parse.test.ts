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

describe('$expand', () => {
  test('may ask for ids or a count alone, for levels, and for a type of row', () => {
    const { query } = parseResource('a?$expand=x/$ref,y/$count,Ns.T/z($levels=max),w($levels=2)');
    expect(query.expand).toEqual([
      { path: 'x', suffix: '$ref', options: { custom: {} } },
      { path: 'y', suffix: '$count', options: { custom: {} } },
      { path: 'Ns.T/z', options: { custom: {}, levels: 'max' } },
      { path: 'w', options: { custom: {}, levels: 2 } },
    ]);
  });
});

describe('$apply', () => {
  test('is a chain of steps, a groupby with an aggregate of its own', () => {
    const url =
      'a?$apply=filter(x eq 1)/groupby((s,p/n),aggregate(r with sum as total,$count as n))/orderby(total desc)/top(3)';
    expect(parseResource(url).query.apply).toEqual([
      { kind: 'filter', filter: expect.objectContaining({ kind: 'compare' }) },
      {
        kind: 'groupby',
        properties: [['s'], ['p', 'n']],
        steps: [
          {
            kind: 'aggregate',
            items: [
              { value: path('r'), method: 'sum', alias: 'total' },
              { method: 'count', alias: 'n' },
            ],
          },
        ],
      },
      { kind: 'orderby', items: [{ expression: path('total'), descending: true }] },
      { kind: 'top', count: 3 },
    ]);
  });

  test('that names no step or method is refused', () => {
    for (const steps of ['nonsense(a)', 'aggregate(a with median as m)', 'groupby(a)', '']) {
      expect(() => parseResource(`a?$apply=${steps}`)).toThrow(ODataSyntaxError);
    }
  });
});

describe('Any filter that can be written', () => {
  const leaf = fc.constantFrom('a', 'b/c', '1', "'x'", 'null', 'true', '2026-11-22', id);
  const { value } = fc.letrec<{ value: string; condition: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc
        .tuple(tie('value'), fc.constantFrom('add', 'sub', 'mul', 'div', 'mod'), tie('value'))
        .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
      tie('value').map((inner) => `length(${inner})`),
    ),
    condition: leaf,
  }));
  const condition = fc.letrec<{ any: string }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc
        .tuple(value, fc.constantFrom('eq', 'ne', 'gt', 'le'), value)
        .map((three) => three.join(' ')),
      fc
        .tuple(tie('any'), fc.constantFrom('and', 'or'), tie('any'))
        .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
      tie('any').map((inner) => `not (${inner})`),
      tie('any').map((inner) => `k/any(v:${inner})`),
    ),
  })).any;

  test('is read, and means the same with blanks around every bracket', () => {
    fc.assert(
      fc.property(condition, (written) => {
        const spaced = written.replaceAll('(', '( ').replaceAll(')', ' )');
        expect(parseFilter(spaced)).toEqual(parseFilter(written));
      }),
    );
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

  test('computes before it compares: times before plus, a minus sign closest', () => {
    const number = (value: number) => ({ kind: 'literal', literal: { kind: 'number', value } });
    expect(parseFilter('a add 2 mul -b gt 7 sub 1')).toEqual({
      kind: 'compare',
      operator: 'gt',
      left: {
        kind: 'arithmetic',
        operator: 'add',
        left: path('a'),
        right: {
          kind: 'arithmetic',
          operator: 'mul',
          left: number(2),
          right: { kind: 'negate', operand: path('b') },
        },
      },
      right: { kind: 'arithmetic', operator: 'sub', left: number(7), right: number(1) },
    });
  });

  test('takes a list in parentheses, in brackets or by alias, and flags with has', () => {
    const list = [
      { kind: 'number', value: 1 },
      { kind: 'number', value: 2 },
    ];
    for (const written of ['a in (1,2)', 'a in [1,2]', 'a in @v']) {
      expect(parseFilter(written, { '@v': '[1,2]' })).toMatchObject({ kind: 'in', list });
    }
    expect(parseFilter("a has Ns.Colour'Red'")).toMatchObject({
      kind: 'has',
      flag: { kind: 'string', value: 'Red' },
    });
  });

  test('calls a qualified function on a path, and nests lambdas', () => {
    expect(parseFilter("c/any(o: o/Ns.F(P='x') and o/t/all(t:t/n eq 1))")).toMatchObject({
      predicate: {
        left: { kind: 'call', name: 'Ns.F', of: ['o'] },
        right: { kind: 'lambda', quantifier: 'all', collection: ['o', 't'] },
      },
    });
  });

  test('has times of day and durations as constants', () => {
    expect(parseFilter('a eq 09:30:00')).toMatchObject({
      right: { literal: { kind: 'time', value: '09:30:00' } },
    });
    expect(parseFilter("a eq duration'PT1H30M'")).toMatchObject({
      right: { literal: { kind: 'duration', value: 'PT1H30M' } },
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

  test('that is not finished is refused with its position', () => {
    for (const [written, position] of [
      ['a eq ', 5],
      ['a add 1 eq ', 11],
      ['a eq @p', 7],
      ["a eq 'x", 5],
      ["contains(a,'x'", 14],
      ['(a eq 1', 7],
      ['a in (1,', 8],
      [`${'('.repeat(200)}a`, 101],
    ] as const) {
      expect(() => parseFilter(written)).toThrow(expect.objectContaining({ position }));
    }
  });
});
