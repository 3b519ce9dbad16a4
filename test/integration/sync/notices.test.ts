import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Failure } from '../../../src/ports/failure.ts';
import { regardingApp, tenantId } from '../../../src/sandbox/entra/registrations.ts';
import { eventually } from '../../support/eventually.ts';
import { startNoticeWorld } from '../../support/notice-world.ts';
import type { NoticeWorld } from '../../support/notice-world.ts';
import { anna, bela } from '../../support/regarding.ts';

let world: NoticeWorld;
let regarding: NoticeWorld['regarding'];
beforeAll(async () => {
  world = await startNoticeWorld();
  ({ regarding } = world);
}, 60_000);
afterAll(() => regarding.close());

describe('Exchange tells of changes', () => {
  test('of the inbox and the sent items of every mailbox, with a secret of their own each', async () => {
    const all = await world.rows();
    expect(all.map(({ user_id, folder }) => `${user_id} ${folder}`).sort()).toEqual(
      [anna, bela].flatMap(({ id }) => [`${id} inbox`, `${id} sentitems`]).sort(),
    );
    expect(new Set(all.map(({ secret }) => secret)).size).toBe(4);
    expect((await world.atGraph()).map(({ id }) => id).sort()).toEqual(
      all.map(({ id }) => id).sort(),
    );
  });

  test('only what the secrets hash to is kept', async () => {
    const listed = JSON.stringify(await world.rows());
    for (const one of (await world.atGraph()) as unknown as { client_state: string }[]) {
      expect(one.client_state).toHaveLength(43);
      expect(listed).not.toContain(one.client_state);
    }
  });

  test('a mail that arrives brings the mailbox’s next cycle forward, and nobody else’s', async () => {
    const others = world.cyclesOf(bela.id);
    await world.oneMore(anna.id, () => world.arrive(anna.id));
    expect(world.cyclesOf(bela.id)).toBe(others);
  });

  test('one that comes five times over causes one cycle (fault 18)', async () => {
    await world.control('POST', '/faults', {
      hook: 'notification',
      effect: { kind: 'double', copies: 5 },
      times: 1,
    });
    const before = world.cyclesOf(anna.id);
    await world.oneMore(anna.id, () => world.arrive(anna.id));
    expect(world.cyclesOf(anna.id)).toBe(before + 1);
  });

  test('those that come in the wrong order cause one cycle (fault 18)', async () => {
    await world.control('POST', '/faults', {
      hook: 'notification',
      effect: { kind: 'reorder' },
      times: 3,
    });
    const before = world.cyclesOf(anna.id);
    await world.oneMore(anna.id, async () => {
      for (let mail = 0; mail < 3; mail += 1) await world.arrive(anna.id);
      await world.control('POST', '/notifications/flush');
    });
    expect(world.cyclesOf(anna.id) - before).toBeLessThanOrEqual(2);
  });

  test('one that is lost changes nothing: the clock goes on (fault 18)', async () => {
    await world.control('POST', '/faults', {
      hook: 'notification',
      effect: { kind: 'lose' },
      times: 1,
    });
    await world.idle(anna.id);
    await world.arrive(anna.id);
    await world.control('POST', '/notifications/flush');
    const [clock] = await regarding.query(
      "select due_at - ended_at < interval '12 minutes' as soon from regarding.workload where user_id = $1 and workload = 'incoming'",
      [anna.id],
    );
    expect(clock).toEqual({ soon: true });
  });

  test('one that comes while a cycle runs is followed by another', async () => {
    const before = world.cyclesOf(anna.id);
    world.during = async (userId) => {
      world.during = () => Promise.resolve();
      await world.arrive(userId);
      await eventually(
        () =>
          regarding.query(
            'select 1 from regarding.workload where user_id = $1 and hinted_at > started_at',
            [userId],
          ),
        (found) => found.length === 1,
      );
    };
    await world.oneMore(anna.id, () => world.arrive(anna.id));
    await eventually(
      () => Promise.resolve(world.cyclesOf(anna.id)),
      (count) => count === before + 2,
    );
  });
});

describe('A subscription', () => {
  const dueNow = (userId: string, folder = 'inbox') =>
    regarding.query(
      'update regarding.subscription set renew_at = now() where user_id = $1 and folder = $2',
      [userId, folder],
    );
  const life = async (userId: string) => {
    const [row] = await regarding.query(
      `select extract(epoch from expires_at - now())::double precision / 60 as ends,
        extract(epoch from renew_at - now())::double precision / 60 as renews
        from regarding.subscription where user_id = $1 and folder = 'inbox'`,
      [userId],
    );
    return row as { ends: number; renews: number };
  };

  test('lives nearly seven days and is renewed at half of them', async () => {
    const { ends, renews } = await life(anna.id);
    expect(Math.round(ends / 10)).toBe(1_007);
    expect(renews / ends).toBeCloseTo(0.5, 2);
  });

  test('that is half over is renewed with the next cycle, and stays the same', async () => {
    const before = await world.rowOf(anna.id);
    await dueNow(anna.id);
    await world.oneMore(anna.id, () => world.arrive(anna.id));
    expect(await world.rowOf(anna.id)).toMatchObject({ id: before.id, secret: before.secret });
    expect((await life(anna.id)).renews).toBeGreaterThan(5_000);
  });

  test('costs nothing between: a cycle makes no request for it', async () => {
    await world.idle(anna.id);
    await regarding.forget();
    await world.oneMore(anna.id, () => world.arrive(anna.id));
    expect(await regarding.requests('graph')).toEqual([]);
  });

  test('that was lost without a word is made anew when it is to be renewed', async () => {
    const before = await world.rowOf(anna.id);
    await unsubscribe(before.id!);
    await dueNow(anna.id);
    await world.oneMore(anna.id, () => world.due(anna.id));
    const after = await world.rowOf(anna.id);
    expect(after.id).not.toBe(before.id);
    expect((await world.atGraph()).map(({ id }) => id)).toContain(after.id);
  });

  /** As somebody would who has the service's own credential. */
  async function unsubscribe(id: string): Promise<void> {
    const { entra, graph } = regarding.urls;
    const answer = await fetch(`${entra}/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: regardingApp.clientId,
        client_secret: regardingApp.clientSecret,
        scope: `${graph}/.default`,
      }),
    });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    const headers = { authorization: `Bearer ${token}` };
    const gone = await fetch(`${graph}/v1.0/subscriptions/${id}`, { method: 'DELETE', headers });
    expect(gone.status).toBe(204);
  }

  const lifecycle = async (event: string) => {
    const { id } = await world.rowOf(anna.id);
    await world.control('POST', `/subscriptions/${id}/lifecycle`, { event });
  };

  test('that Exchange removed is made anew (fault 19: subscriptionRemoved)', async () => {
    const before = await world.rowOf(anna.id);
    await world.oneMore(anna.id, () => lifecycle('subscriptionRemoved'));
    const after = await world.rowOf(anna.id);
    expect(after.id).not.toBe(before.id);
    expect((await world.atGraph()).map(({ id }) => id)).toContain(after.id);
    await world.oneMore(anna.id, () => world.arrive(anna.id));
  });

  test('of which proof is asked is renewed (fault 19: reauthorizationRequired)', async () => {
    const before = await world.rowOf(anna.id);
    await regarding.forget();
    await world.oneMore(anna.id, () => lifecycle('reauthorizationRequired'));
    expect(await world.rowOf(anna.id)).toMatchObject({ id: before.id });
    const asked = await regarding.requests('graph');
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `PATCH /v1.0/subscriptions/${before.id}`,
    ]);
  });

  test('that missed something has the mailbox read (fault 19: missed)', async () => {
    await world.oneMore(anna.id, () => lifecycle('missed'));
  });

  test('that cannot be made leaves the clock going, and is tried again later', async () => {
    await regarding.break('graph', {
      match: { path: '/v1.0/subscriptions' },
      respond: {
        status: 400,
        body: { error: { code: 'ValidationError', message: 'unreachable' } },
      },
    });
    await world.oneMore(anna.id, () => lifecycle('subscriptionRemoved'));
    expect(await world.rowOf(anna.id)).toMatchObject({ id: null, failures: 1 });
    const [clock] = await regarding.query(
      "select paused_at, failures, problem from regarding.workload where user_id = $1 and workload = 'incoming'",
      [anna.id],
    );
    expect(clock).toEqual({ paused_at: null, failures: 0, problem: null });
    await regarding.mend();
    await dueNow(anna.id);
    await world.oneMore(anna.id, () => world.due(anna.id));
    expect(await world.rowOf(anna.id)).toMatchObject({ id: expect.any(String), failures: 0 });
  });
});

describe('The door for notifications', () => {
  const notice = async (more: object = {}) => {
    const [own] = (
      (await world.atGraph()) as unknown as { id: string; mailbox: string; client_state: string }[]
    ).filter(({ mailbox }) => mailbox === bela.id);
    return {
      subscriptionId: own!.id,
      tenantId: regarding.config.tenants[0],
      clientState: own!.client_state,
      changeType: 'created',
      resource: 'x',
      ...more,
    };
  };
  const hintsOf = async () => {
    const [row] = await regarding.query(
      "select hinted_at from regarding.workload where user_id = $1 and workload = 'incoming'",
      [bela.id],
    );
    return String(row?.['hinted_at']);
  };

  test('answers the handshake with its token, as text', async () => {
    const token = 'Validation: Testing client+application reachability';
    const answer = await fetch(
      `${regarding.urls.service}/notifications?validationToken=${encodeURIComponent(token)}`,
      { method: 'POST', headers: { 'content-type': 'text/plain; charset=utf-8' } },
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await answer.text()).toBe(token);
  });

  test.each(['<script>alert(1)</script>', 'x'.repeat(3_000), 'a\r\nb: c'])(
    'gives nothing back that is no token',
    async (token) => {
      const answer = await world.post({}, `?validationToken=${encodeURIComponent(token)}`);
      expect(answer.status).toBe(400);
      expect(await answer.text()).not.toContain(token.slice(0, 20));
    },
  );

  test('takes a notification with the right secret', async () => {
    const before = await hintsOf();
    await world.quiet(bela.id);
    expect((await world.post({ value: [await notice()] })).status).toBe(202);
    expect(await hintsOf()).not.toBe(before);
  });

  test.each([
    ['another secret', { clientState: 'A'.repeat(43) }],
    ['no secret', { clientState: '' }],
    ['another tenant', { tenantId: '11111111-1111-4111-8111-111111111111' }],
    ['an unknown subscription', { subscriptionId: '22222222-2222-4222-8222-222222222222' }],
    ['no sense', { subscriptionId: "' or 1=1" }],
  ])('leaves out a notification with %s, and says nothing of it', async (_what, wrong) => {
    await world.idle(bela.id);
    await world.quiet(bela.id);
    const before = await hintsOf();
    const answer = await world.post({ value: [await notice(wrong)] });
    expect([answer.status, await answer.text()]).toEqual([202, '']);
    expect(await hintsOf()).toBe(before);
  });

  test('a forged end of a subscription does not end it', async () => {
    const before = await world.rowOf(bela.id);
    await world.post({
      value: [await notice({ clientState: 'forged', lifecycleEvent: 'subscriptionRemoved' })],
    });
    expect(await world.rowOf(bela.id)).toEqual(before);
  });

  test('answers a thousand in one POST within three seconds, and reads the mailbox once', async () => {
    const one = await notice();
    const start = performance.now();
    const answer = await world.post({ value: Array.from({ length: 1_000 }, () => one) });
    expect(answer.status).toBe(202);
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});

test('an administrator can see whether mailboxes are read in time', async () => {
  const answer = await fetch(`${regarding.urls.service}/health/sync`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({
    clocks: expect.any(Number),
    paused: 0,
    running: expect.any(Number),
    overdue: 0,
    latestMs: expect.any(Number),
  });
});

test('a mailbox that stands still until somebody mends it has no subscriptions, and gets them again', async () => {
  const ours = async () => (await world.atGraph()).filter(({ mailbox }) => mailbox === anna.id);
  expect((await ours()).length).toBeGreaterThan(0);
  const { during } = world;
  world.during = () => Promise.reject(new Failure('forbidden', 'crm', 'no licence'));
  await world.oneMore(anna.id, () => world.due(anna.id));
  await eventually(ours, (left) => left.length === 0);
  expect((await world.rows()).filter((row) => row.user_id === anna.id)).toEqual([]);
  world.during = during;
  await world.oneMore(anna.id, () => world.due(anna.id));
  expect(await ours()).toHaveLength(2);
});
