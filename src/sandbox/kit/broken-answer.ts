import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Breakage } from './fault.ts';

const trickleMs = 250;
const megabyte = Buffer.alloc(1024 * 1024, ' ');
const bombMegabytes = 512;

const bytesOf = (payload: unknown): Buffer =>
  Buffer.isBuffer(payload) ? payload : Buffer.from(typeof payload === 'string' ? payload : '');

/** The connection breaks after half of the bytes that the length promised. */
async function* brokenHalf(bytes: Buffer, request: FastifyRequest): AsyncGenerator<Buffer> {
  yield bytes.subarray(0, Math.ceil(bytes.length / 2));
  // The first half has to leave before the connection closes.
  await sleep(50, undefined, { ref: false });
  request.raw.socket.destroy();
}

async function* trickle(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 1) {
    yield bytes.subarray(at, at + 1);
    await sleep(trickleMs, undefined, { ref: false });
  }
}

const bomb = (): Readable =>
  Readable.from(Array.from({ length: bombMegabytes }, () => megabyte)).pipe(createGzip());

/** The payload to send instead of `payload`; what Fastify's `onSend` returns. */
export function breakAnswer(
  breakage: Breakage,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): unknown {
  const bytes = bytesOf(payload);
  switch (breakage) {
    case 'lose-answer':
      request.raw.socket.destroy();
      return payload;
    case 'truncate':
      return bytes.subarray(0, Math.floor(bytes.length / 2));
    case 'reset-mid-body':
      reply.header('content-length', bytes.length);
      return Readable.from(brokenHalf(bytes, request));
    case 'trickle':
      reply.header('content-length', bytes.length);
      return Readable.from(trickle(bytes));
    case 'gzip-bomb':
      reply.removeHeader('content-length').header('content-encoding', 'gzip');
      return bomb();
    default:
      return payload;
  }
}
