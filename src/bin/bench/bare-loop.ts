import { randomUUID } from 'node:crypto';
import { Agent, request } from 'undici';
import { writeBatch, type BatchItem } from '../../adapters/dataverse/batch.ts';
import { createRequests } from '../../adapters/dataverse/email-writes.ts';
import { markPatch } from '../../adapters/graph/mark.ts';
import type { UpstreamRequest } from './upstream.ts';

interface Prepared {
  method: 'GET' | 'POST' | 'PATCH';
  url: string;
  headers: Record<string, string>;
  body?: string;
}

const isChangeSet = ({ parts = [] }: UpstreamRequest): boolean =>
  parts.some(({ method }) => method !== 'GET');

/** An email of the size the product wrote, under an id of its own. */
const newEmail = () =>
  createRequests(
    {
      id: randomUUID(),
      subject: 'Bare loop',
      description: '<p>x</p>'.repeat(300),
      direction: 'incoming',
      messageId: `<${randomUUID()}@bench.example>`,
      importance: 'normal',
      at: '2026-01-01T00:00:00Z',
      regarding: null,
      parties: [
        { role: 'sender', address: 'a@bench.example', record: null },
        { role: 'to', address: 'b@bench.example', record: null },
      ],
      attachments: [],
    },
    null,
  );

/** Each is created and then completed by a PATCH of its own. */
const emailsIn = ({ parts = [] }: UpstreamRequest): number =>
  Math.ceil(parts.filter(({ path }) => /emails\(/.test(path)).length / 2);

function batchItems(logged: UpstreamRequest): BatchItem[] {
  if (isChangeSet(logged)) {
    return Array.from({ length: emailsIn(logged) }, () => ({ changeSet: newEmail() }));
  }
  return (logged.parts ?? []).map(({ path }) => ({
    method: 'GET',
    path: new URL(path, logged.origin).pathname + new URL(path, logged.origin).search,
  }));
}

const markBody = (): object => markPatch([], { activityId: randomUUID(), regarding: null });

/** A batch of Graph is JSON; its marks are written anew. */
const graphBatch = ({ parts = [] }: UpstreamRequest): string =>
  JSON.stringify({
    requests: parts.map(({ method, path }, index) => ({
      id: String(index),
      method,
      url: path,
      ...(method === 'PATCH' && {
        headers: { 'content-type': 'application/json' },
        body: markBody(),
      }),
    })),
  });

const isGraph = ({ path }: UpstreamRequest): boolean => path.startsWith('/v1.0/');

function prepare(logged: UpstreamRequest, token: string): Prepared {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
  const url = `${logged.origin}${logged.path}`;
  const json = { ...headers, 'content-type': 'application/json' };
  if (logged.method === 'GET') return { method: 'GET', url, headers };
  if (logged.method === 'PATCH') {
    return { method: 'PATCH', url, headers: json, body: JSON.stringify(markBody()) };
  }
  if (isGraph(logged)) return { method: 'POST', url, headers: json, body: graphBatch(logged) };
  const { contentType, body } = writeBatch(batchItems(logged), randomUUID());
  return { method: 'POST', url, headers: { ...headers, 'content-type': contentType }, body };
}

/**
 * What the product is measured beside: its upstream requests again, sent by a bare loop that reads
 * each answer and does nothing else. Bodies are made beforehand.
 * @returns microseconds of processor time.
 */
export async function bareLoop(
  logged: UpstreamRequest[],
  tokenFor: (origin: string) => Promise<string>,
  concurrency: number,
): Promise<number> {
  const tokens = new Map<string, string>();
  for (const { origin } of logged) {
    if (!tokens.has(origin)) tokens.set(origin, await tokenFor(origin));
  }
  const waiting = logged.map((entry) => prepare(entry, tokens.get(entry.origin) ?? ''));
  const dispatcher = new Agent({ connections: concurrency });
  const before = process.cpuUsage();
  const loop = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { url, ...options } = next;
      const answer = await request(url, { ...options, dispatcher });
      await answer.body.text();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, loop));
  const { user, system } = process.cpuUsage(before);
  await dispatcher.close();
  return user + system;
}
