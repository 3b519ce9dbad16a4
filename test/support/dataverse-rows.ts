import { expect } from '@jest/globals';
import type { ApiAnswer, Call, TestDataverse } from './dataverse.ts';

/** The GUID of an `OData-EntityId` header. */
export const idOf = (answer: ApiAnswer): string =>
  /\(([0-9a-f-]{36})\)$/.exec(answer.headers.get('odata-entityid') ?? '')?.[1] ?? '';

/** Makes a row and answers its id; fails the test if that is not possible. */
export async function create(
  dataverse: Pick<TestDataverse, 'call'>,
  entitySet: string,
  body: object,
  call: Omit<Call, 'body'> = {},
): Promise<string> {
  const answer = await dataverse.call('POST', entitySet, { ...call, body });
  expect(answer.body).toBeUndefined();
  expect(answer.status).toBe(204);
  return idOf(answer);
}

/** `{ status, code }` of an answer, for comparing refusals. */
export const refusal = ({ status, body }: ApiAnswer) => ({
  status,
  code: (body as { error?: { code?: string } } | undefined)?.error?.code,
});
