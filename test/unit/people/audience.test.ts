import { expect, test } from '@jest/globals';
import { readersOf } from '../../../src/domain/people/audience.ts';
import type {
  AudienceFacts,
  Depth,
  Grant,
  ReadRight,
} from '../../../src/domain/people/audience.ts';

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
const readers = (rights: ReadRight[], more: Partial<AudienceFacts> = {}) =>
  readersOf({
    me: { userId: 'anna', unitId: 'sales' },
    ownerUnitId: 'sales',
    grants: [],
    rights,
    units,
    ...more,
  });
const names = (...asked: Parameters<typeof readers>) => readers(...asked).map(({ name }) => name);
const given = (userId: string, reason: Grant['reason']): Grant => ({ userId, reason });

test('Who may read all reads it, wherever they are', () => {
  expect(readers([right('otto', 'service', 'organization')])).toEqual([
    { userId: 'otto', name: 'otto', unit: 'Service', isOutside: true, reason: 'organization' },
  ]);
});

test('The unit that counts is the owner’s, who is outside only for somebody of another', () => {
  const rights = [right('otto', 'service', 'unit'), right('bela', 'sales', 'unit')];
  expect(readers(rights, { ownerUnitId: 'service' })).toMatchObject([
    { name: 'otto', isOutside: true },
  ]);
});

test('What is given reaches only who may read activities at all (SEC-10)', () => {
  const grants = [given('lilla', 'shared'), given('nobody', 'shared'), given('anna', 'own')];
  expect(readers([right('lilla', 'sales', 'own')], { grants })).toMatchObject([
    { name: 'lilla', reason: 'shared' },
  ]);
});

test('Of several reasons the widest is told', () => {
  const grants = [given('bela', 'on-it'), given('bela', 'record'), given('lilla', 'on-it')];
  const rights = [right('bela', 'sales', 'own'), right('lilla', 'sales', 'unit')];
  expect(readers(rights, { grants }).map(({ name, reason }) => [name, reason])).toEqual([
    ['lilla', 'unit'],
    ['bela', 'record'],
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
  expect(readers(rights)).toMatchObject([{ reason: 'organization' }]);
});

test('Units that name each other as parents end nothing in a loop', () => {
  const loop = [
    { id: 'sales', name: 'Sales', parentId: 'root' },
    { id: 'root', name: 'Root', parentId: 'sales' },
  ];
  expect(names([right('chief', 'root', 'unit-and-below')], { units: loop })).toEqual(['chief']);
});
