import { expect, test } from '@jest/globals';
import { quoted, withoutWildcards } from '../../../src/adapters/dataverse/literal.ts';

test("A quote in a literal is doubled: O'Neil", () => {
  expect(quoted("O'Neil")).toBe("'O''Neil'");
});

test.each([
  ['100 % wool', '100 [%] wool'],
  ['snake_case', 'snake[_]case'],
  ['[a]', '[[]a]'],
  ['plain', 'plain'],
])('Searching for %j finds exactly that: %j', (text, expected) => {
  expect(withoutWildcards(text)).toBe(expected);
});
