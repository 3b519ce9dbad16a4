import { describe, expect, test } from '@jest/globals';
import { fits, lettersOf, sortByName } from '../../../src/domain/contacts/find-in-list.ts';

const named = (...names: string[]) => names.map((name) => ({ name }));

describe('Finding in a list of contacts', () => {
  test.each([
    ['nothing', '', true],
    ['blanks', '   ', true],
    ['a part of a word', 'lon', true],
    ['words in another order', 'nagy ilona', true],
    ['no accents', 'gyor', true],
    ['a number with other spaces', '+36 1 2345678', true],
    ['digits of a number', '345678', true],
    ['a word that is nowhere', 'ilona kiss', false],
    ['another number', '999', false],
  ])('Looks for %s (C-06)', (_what, query, wanted) => {
    expect(fits(query, ['Ilona Nagy', 'Győr', '+36 (1) 234-5678'])).toBe(wanted);
  });

  test('Sorts as the reader’s language does, the nameless last', () => {
    const names = (language: string) =>
      sortByName(named('', 'Zoé', 'Öcsi', 'Oszkár', 'Ödön', 'Olga'), language).map(
        ({ name }) => name,
      );
    expect(names('hu')).toEqual(['Olga', 'Oszkár', 'Öcsi', 'Ödön', 'Zoé', '']);
    expect(names('sv')).toEqual(['Olga', 'Oszkár', 'Zoé', 'Öcsi', 'Ödön', '']);
  });

  test('Tells where each letter begins', () => {
    expect(lettersOf(named('Ada', 'Áron', 'Béla', '3M'))).toEqual([
      { letter: 'A', at: 0 },
      { letter: 'B', at: 2 },
      { letter: '#', at: 3 },
    ]);
  });

  test('Twenty thousand contacts are searched and sorted in less than a second (complaint 23)', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => ({
      name: `Person ${(index * 7_919) % 20_000}`,
    }));
    const started = performance.now();
    const found = sortByName(
      many.filter(({ name }) => fits('person 1', [name, 'Contoso'])),
      'hu',
    );
    expect(found.length).toBeGreaterThan(5_000);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
