import { expect, test } from '@jest/globals';
import { readersOf } from '../../../src/domain/people/audience.ts';
import type { Depth, ReadRight } from '../../../src/domain/people/audience.ts';

const units = [
  { id: 'root', name: 'Fabrikam', parentId: null },
  { id: 'sales', name: 'Sales', parentId: 'root' },
  { id: 'service', name: 'Service', parentId: 'root' },
];
const right = (userId: string, homeId: string, depth: Depth, unitId = homeId): ReadRight => ({
  userId,
  name: userId,
  homeId,
  unitId,
  depth,
});
const owner = { userId: 'anna', unitId: 'sales' };
const names = (rights: ReadRight[]) => readersOf(owner, rights, units).map(({ name }) => name);

test('Who may read all reads it, wherever they are', () => {
  expect(readersOf(owner, [right('otto', 'service', 'organization')], units)).toEqual([
    { userId: 'otto', name: 'otto', unit: 'Service', isOutside: true, depth: 'organization' },
  ]);
});

test('Who may read their own unit reads it only in the owner’s', () => {
  expect(names([right('bela', 'sales', 'unit'), right('otto', 'service', 'unit')])).toEqual([
    'bela',
  ]);
});

test('Who may read their unit and those below reads it from above, not from beside', () => {
  const rights = [
    right('chief', 'root', 'unit-and-below'),
    right('otto', 'service', 'unit-and-below'),
  ];
  expect(names(rights)).toEqual(['chief']);
});

test('A team’s right counts from the team’s unit', () => {
  expect(names([right('otto', 'service', 'unit', 'sales')])).toEqual(['otto']);
});

test('Who may read own rows only does not, and the owner is not counted', () => {
  expect(names([right('lilla', 'sales', 'own'), right('anna', 'sales', 'organization')])).toEqual(
    [],
  );
});

test('Several rights of one person count once, by the widest', () => {
  const rights = [right('bela', 'sales', 'unit'), right('bela', 'sales', 'organization')];
  expect(readersOf(owner, rights, units)).toMatchObject([{ depth: 'organization' }]);
});

test('Units that name each other as parents end nothing in a loop', () => {
  const loop = [
    { id: 'sales', name: 'Sales', parentId: 'root' },
    { id: 'root', name: 'Root', parentId: 'sales' },
  ];
  expect(readersOf(owner, [right('chief', 'root', 'unit-and-below')], loop)).toHaveLength(1);
});
