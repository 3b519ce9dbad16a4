import { expect, test } from '@jest/globals';
import { markPatch } from '../../../src/adapters/graph/mark.ts';

const mark = { activityId: 'a1', regarding: { table: 'account', id: 'r1' } };

test('Marking keeps the other categories and names ids only (E-20, V-05)', () => {
  expect(markPatch(['Red', 'tracked to dynamics 365'], mark)).toEqual({
    categories: ['Red', 'Tracked to Dynamics 365'],
    singleValueExtendedProperties: [
      {
        id: 'String {59637a3d-a023-4030-9e9a-8523adee3c13} Name RegardingLink',
        value: '{"activity":"a1","regarding":{"table":"account","id":"r1"}}',
      },
    ],
  });
});

test('Unmarking takes off our category alone', () => {
  expect(markPatch(['Red', 'Tracked to Dynamics 365'], null)).toMatchObject({
    categories: ['Red'],
    singleValueExtendedProperties: [{ value: '{}' }],
  });
});
