import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { defaultSettings } from '../../../src/contracts/settings.ts';
import { anna, bela, ids, startRegarding, type TestRegarding } from '../../support/regarding.ts';

let regarding: TestRegarding;

beforeAll(async () => {
  regarding = await startRegarding();
});

afterAll(() => regarding.close());

const put = async (person: typeof anna, body: object) => {
  const answer = await fetch(`${regarding.urls.service}/api/settings`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${await regarding.token(person)}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const read = async (person: typeof anna): Promise<unknown> =>
  (await regarding.call(person, '/api/settings')).body;

const asDelivered = {
  ...defaultSettings,
  levels: { decided: null, offered: ['all', 'replies', 'people', 'records', 'none'] },
  unknownSenders: { decided: 'nothing', isOwn: true },
};

describe('Settings of a person', () => {
  test('Are the defaults until something is decided', async () => {
    expect(await read(anna)).toEqual(asDelivered);
  });

  test.each(['all', 'replies', 'people', 'records', 'none'])(
    'Keep the level %s of automatic tracking (X-01, X-02, X-03, X-04, X-05)',
    async (autoTracking) => {
      expect((await put(anna, { autoTracking })).body).toMatchObject({ autoTracking });
      expect(await read(anna)).toMatchObject({ autoTracking });
    },
  );

  test('Change only what is named (V-09)', async () => {
    await put(anna, { language: 'hu' });
    await put(anna, { liveConnection: false });
    expect(await read(anna)).toMatchObject({ language: 'hu', liveConnection: false });
  });

  test('Are each person’s own', async () => {
    await put(anna, { autoTracking: 'none' });
    expect(await read(bela)).toEqual(asDelivered);
  });

  test('Keep what is made of unknown senders, or leave it to the organisation (X-13)', async () => {
    expect((await put(anna, { createForUnknown: 'lead' })).body).toMatchObject({
      createForUnknown: 'lead',
    });
    expect((await put(anna, { createForUnknown: null })).body).toMatchObject({
      createForUnknown: null,
    });
    expect((await put(anna, { createForUnknown: 'account' })).status).toBe(400);
  });

  test('Keep a veto against the settings of others (X-09)', async () => {
    expect((await put(anna, { vetoesOthers: true })).body).toMatchObject({ vetoesOthers: true });
    expect(await read(anna)).toMatchObject({ vetoesOthers: true });
  });

  test('Refuse what nobody can decide', async () => {
    expect((await put(anna, { autoTracking: 'some' })).status).toBe(400);
    expect((await put(anna, { admin: true })).status).toBe(400);
  });

  test('Are for nobody who is not signed in', async () => {
    expect((await fetch(`${regarding.urls.service}/api/settings`)).status).toBe(401);
  });
});

describe('Remembered choices', () => {
  const topicOf = (kind: string, address: string) =>
    `${kind}:${createHash('sha256').update(address).digest('hex')}`;
  const remember = (person: typeof anna, topic: string, table: string, id: string) =>
    regarding.query(
      `insert into regarding.remembered (tenant_id, user_id, topic, record_table, record_id)
       values ($1, $2, $3, $4, $5)`,
      [regarding.config.tenants[0], person.id, topic, table, id],
    );
  const list = async (person: typeof anna): Promise<unknown> =>
    (await regarding.call(person, '/api/remembered?language=en')).body.choices;

  test('Are listed with the names of their records, and forgotten one by one', async () => {
    const match = topicOf('match', 'carla@customer.example');
    await remember(anna, match, 'contact', ids.contact);
    await remember(anna, topicOf('regarding', 'carla@customer.example'), 'account', ids.account);
    await remember(anna, 'recent', 'account', ids.account);
    await remember(bela, match, 'contact', ids.contact);
    const shown = (await list(anna)) as { kind: string; record: { name: string } }[];
    expect(shown.map(({ kind, record }) => `${kind} ${record.name}`).sort()).toEqual([
      'match Carla Customer',
      'regarding Customer Ltd',
    ]);
    await regarding.call(anna, '/api/remembered/forget', { topic: match });
    expect(await list(anna)).toHaveLength(1);
    expect(await list(bela)).toHaveLength(1);
  });

  test('Are all forgotten at once, but not what was opened or pinned', async () => {
    await regarding.call(anna, '/api/remembered/forget', {});
    expect(await list(anna)).toEqual([]);
    const recent = await regarding.call(anna, '/api/recent?language=en');
    expect(recent.body.recent).toHaveLength(1);
  });

  test('Are asked for by their hash only', async () => {
    const body = { topic: 'recent' };
    expect((await regarding.call(anna, '/api/remembered/forget', body)).status).toBe(400);
  });
});
