import { expect, test } from '@jest/globals';
import { DataverseClient, get, send } from '../../../src/adapters/dataverse/dataverse-client.ts';
import type { HttpClient, HttpRequest } from '../../../src/adapters/fetch/http-client.ts';
import type { Actor } from '../../../src/ports/actor.ts';

/** The one request a batch of a look-up and a change set goes out as. */
async function batchOf(actor: Actor): Promise<HttpRequest> {
  const sent: HttpRequest[] = [];
  const http: Pick<HttpClient, 'send'> = {
    send: (request) => {
      sent.push(request);
      return Promise.reject(new Error('nobody is there'));
    },
  };
  const client = new DataverseClient({
    http: http as HttpClient,
    tokens: { tokenFor: () => Promise.resolve('token') },
    runtime: { now: () => new Date(0), random: () => 0 },
    origin: 'https://crm.example',
  });
  const items = [
    get('contacts'),
    { changeSet: [send('PATCH', 'emails(1)', {}), send('PATCH', 'emails(1)', {})] },
  ];
  await expect(client.batch(actor, items, new AbortController().signal)).rejects.toThrow();
  return sent[0]!;
}

const userId = '5f0a1c1e-6b0d-4c55-9d1e-2a7b8c3d0001';

test('What the service does for an absent person names them on the batch and on every part', async () => {
  const { headers, body } = await batchOf({ tenantId: 't', userId });
  expect(headers).toMatchObject({ CallerObjectId: userId });
  expect(String(body).match(new RegExp(`^CallerObjectId: ${userId}\r$`, 'gm'))).toHaveLength(3);
});

test('What a person does names nobody: the token is theirs', async () => {
  const { headers, body } = await batchOf({ tenantId: 't', userId, assertion: 'token' });
  expect(headers).not.toHaveProperty('CallerObjectId');
  expect(String(body)).not.toContain('CallerObjectId');
});
