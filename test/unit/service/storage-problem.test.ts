import { expect, test } from '@jest/globals';
import { partsOf } from '../../../src/http/problem.ts';

test.each(['53100', '53300', '57P01', '08006', 'ECONNREFUSED'])(
  'A database that is full or gone (%s) is answered with 503 and when to come back',
  (code) => {
    const error = Object.assign(new Error('could not extend file'), { code });
    expect(partsOf(error)).toMatchObject({
      status: 503,
      code: 'storage-unavailable',
      retryAfterSeconds: 30,
    });
  },
);

test('Any other fault of the database stays ours: nobody is told its words', () => {
  const error = Object.assign(new Error('duplicate key'), { code: '23505' });
  expect(partsOf(error)).toBeUndefined();
});
