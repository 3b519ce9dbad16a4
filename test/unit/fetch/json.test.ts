import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { readJson } from '../../../src/adapters/fetch/json.ts';
import { must } from '../../../src/lib/must.ts';

const failureOf = (body: string): Error => {
  try {
    readJson(body, z.object({ subject: z.number() }), 'mailbox');
  } catch (error) {
    if (error instanceof Error) return error;
  }
  return must<Error>(null, 'the failure');
};

test.each(['{"subject": Secret offer}', '{"subject":"Secret offer"}'])(
  'an answer that cannot be read is not quoted in what is logged of it: %s',
  (body) => {
    const { message, cause } = failureOf(body);
    expect(message).toMatch(/^mailbox: answer/);
    expect(cause).toBeUndefined();
    expect(message).not.toContain('offer');
  },
);
