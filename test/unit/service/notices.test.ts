import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fastify from 'fastify';
import {
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { registerNotices } from '../../../src/http/routes/notices.ts';
import { registerProblems } from '../../../src/http/problem.ts';
import { Background } from '../../../src/lib/background.ts';
import type { MailboxRef } from '../../../src/ports/workloads.ts';

const mailbox: MailboxRef = {
  tenantId: '11111111-1111-4111-8111-111111111111',
  userId: '22222222-2222-4222-8222-222222222222',
};
const id = '33333333-3333-4333-8333-333333333333';
const body = {
  value: [
    {
      subscriptionId: id,
      tenantId: mailbox.tenantId,
      clientState: 'secret',
      changeType: 'created',
    },
  ],
};

/** The answer of the database, which comes when it likes. */
let verify: () => Promise<Map<string, MailboxRef>>;
const brought: MailboxRef[] = [];
const background = new Background();
const refuse = () => Promise.reject(new Error('not asked for'));

const app = fastify();
app.setValidatorCompiler(validatorCompiler);
app.setSerializerCompiler(serializerCompiler);
registerProblems(app);
registerNotices({
  app: app.withTypeProvider<ZodTypeProvider>(),
  ports: {
    background,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    subscriptions: {
      verify: () => verify(),
      due: refuse,
      keep: refuse,
      failed: refuse,
      renewNow: refuse,
      forget: refuse,
    },
    workloads: {
      bringForward: (one) => {
        brought.push(one);
        return Promise.resolve();
      },
      begin: refuse,
      end: refuse,
      resume: refuse,
      sweep: refuse,
      punctuality: refuse,
    },
  },
});
let origin: string;
beforeAll(async () => {
  origin = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => app.close());

const post = () =>
  fetch(`${origin}/notifications`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

test('a database that takes seconds does not keep Exchange waiting, and nothing is forgotten (fault 20)', async () => {
  let answer: (found: Map<string, MailboxRef>) => void = () => undefined;
  verify = () => new Promise((resolve) => (answer = resolve));
  const start = performance.now();
  const { status } = await post();
  expect(status).toBe(202);
  expect(performance.now() - start).toBeLessThan(2_000);
  expect(brought).toEqual([]);
  answer(new Map([[id, mailbox]]));
  await background.drain();
  expect(brought).toEqual([mailbox]);
});

test('a database that is away has Exchange tell it again (fault 36)', async () => {
  verify = () => Promise.reject(Object.assign(new Error('down'), { code: 'ECONNREFUSED' }));
  const { status, headers } = await post();
  expect(status).toBe(503);
  expect(headers.get('retry-after')).not.toBeNull();
});

test('a database that never answers does not fill the memory', async () => {
  const answers: ((found: Map<string, MailboxRef>) => void)[] = [];
  verify = () => new Promise((resolve) => answers.push(resolve));
  const all = await Promise.all(Array.from({ length: 210 }, post));
  expect(new Set(all.map(({ status }) => status))).toEqual(new Set([202, 503]));
  for (const answer of answers) answer(new Map());
  await background.drain();
  verify = () => Promise.resolve(new Map<string, MailboxRef>());
  expect((await post()).status).toBe(202);
});
