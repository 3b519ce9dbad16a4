import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ODataSyntaxError } from '../../../src/sandbox/odata/parse.ts';
import { parseSearch } from '../../../src/sandbox/odata/search.ts';

const term = (text: string, match = 'word') => ({ kind: 'term', text, match });

describe('A search', () => {
  test('of OData binds NOT closest, then AND and neighbours, then OR', () => {
    expect(parseSearch('a b OR NOT c AND "d e"')).toEqual({
      kind: 'or',
      nodes: [
        { kind: 'and', nodes: [term('a'), term('b')] },
        { kind: 'and', nodes: [{ kind: 'not', node: term('c') }, term('d e', 'phrase')] },
      ],
    });
    expect(parseSearch('from:ada')).toEqual({ ...term('ada'), property: 'from' });
  });

  test('of Dataverse in simple syntax has + | - * and quotes; neighbours are alternatives', () => {
    expect(parseSearch('hotel+(wifi | luxury*) -"x y"', 'simple', 'or')).toEqual({
      kind: 'or',
      nodes: [
        {
          kind: 'and',
          nodes: [term('hotel'), { kind: 'or', nodes: [term('wifi'), term('luxury', 'prefix')] }],
        },
        { kind: 'not', node: term('x y', 'phrase') },
      ],
    });
    expect(parseSearch('\\+1\\(800\\)', 'simple')).toEqual(term('+1(800)'));
    expect(parseSearch('o-neil@x.org', 'simple')).toEqual(term('o-neil@x.org'));
  });

  test('in Lucene syntax has words, likeness, weight, patterns and columns', () => {
    expect(parseSearch('uniersty~ AND rock^2 && NOT /[mh]otel/ || name:ada', 'lucene')).toEqual({
      kind: 'or',
      nodes: [
        {
          kind: 'and',
          nodes: [
            term('uniersty', 'fuzzy'),
            term('rock'),
            { kind: 'not', node: term('[mh]otel', 'pattern') },
          ],
        },
        { ...term('ada'), property: 'name' },
      ],
    });
  });

  test('of any text is read or refused, never anything else', () => {
    const piece = fc.constantFrom(
      'a',
      ' ',
      '(',
      ')',
      '"',
      '\\',
      '+',
      '|',
      '-',
      '*',
      '~',
      'AND ',
      ':',
    );
    const syntax = fc.constantFrom('odata', 'simple', 'lucene');
    fc.assert(
      fc.property(fc.array(piece), syntax, (pieces, chosen) => {
        try {
          parseSearch(pieces.join(''), chosen, 'or');
        } catch (error) {
          expect(error).toBeInstanceOf(ODataSyntaxError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
