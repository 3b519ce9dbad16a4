import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { declaredTypes } from '../../../src/sandbox/graph/declared-names.ts';
import { routes, tenantRoutes } from '../../../src/sandbox/graph/routes.ts';
import type { Route } from '../../../src/sandbox/graph/route.ts';
import { csdlPath, graphCsdl } from '../../support/graph-csdl.ts';
import { startWorld, type World } from '../../support/graph-world.ts';
import { describeWith } from '../../support/oracles.ts';

/** Query options without which a route refuses. */
const needed: [pattern: RegExp, query: string][] = [
  [
    /calendarView|instances/i,
    'startDateTime=2026-11-01T00:00:00Z&endDateTime=2026-12-31T00:00:00Z',
  ],
  [/reminderView/i, "StartDateTime='2026-11-01T00:00:00Z',EndDateTime='2026-12-31T00:00:00Z'"],
];
/** Actions that take nothing. */
const withoutBody = /\/send$|dismissReminder|permanentDelete|reauthorize|getByIds/;

/** Routes that answer no JSON, or nothing. */
const isPlain = ({ path }: Route): boolean => /\$value$|\$count$/.test(path);
/** What is never there: pictures, managers. */
const isAbsent = ({ path }: Route): boolean => /(^|\/)photos?($|\/)|^manager/.test(path);

const addressOf = (route: Route, table: readonly Route[]): string => {
  const owner = table === tenantRoutes ? '' : '/me';
  return `${owner}/${route.path}`.replaceAll('*', '{id}').replace(/\/$/, '');
};

/** Parts of a path that are no ids. */
const named = (address: string): string =>
  address
    .replace(/mailFolders\/{id}\/messageRules/, 'mailFolders/inbox/messageRules')
    .replace(/mailboxSettings\/{id}/, 'mailboxSettings/timeZone')
    .replace(
      /supportedTimeZones\/{id}/,
      "supportedTimeZones(TimeZoneStandard=microsoft.graph.timeZoneStandard'Iana')",
    );

const withQuery = (path: string, query: string): string => {
  const needs = needed.filter(([pattern]) => pattern.test(path.split('?')[0] ?? ''));
  return `${path}?${[...needs.map(([, text]) => text), query].filter(Boolean).join('&')}`;
};

const isFunction = (route: Route): boolean => /reminderView/i.test(route.path);

describeWith(csdlPath, 'Microsoft’s metadata', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
    graphCsdl();
  }, 60_000);
  afterAll(() => world.close());

  const reading = [routes, tenantRoutes].flatMap((table) =>
    table
      .filter(
        (route) =>
          route.method === 'GET' && !isPlain(route) && !isAbsent(route) && !isFunction(route),
      )
      .map((route) => [addressOf(route, table), route] as const),
  );

  describe('declares every path and what is answered there', () => {
    test.each(reading)('GET %s', async (address, route) => {
      const path = await world.resolve(named(address), `GET ${route.path}`);
      await world.populate(path, `GET ${route.path}`);
      const reply = await world.graph.call('GET', withQuery(path, ''), {
        token: await tokenFor(world, route),
      });
      expect([reply.status, reply.body?.error?.message]).toEqual([200, undefined]);
      expect(graphCsdl().checkAnswer(path, reply.body)).toEqual([]);
    });
  });

  test('declares all names that are taken in queries and bodies', () => {
    const csdl = graphCsdl();
    const wrong = Object.entries(declaredTypes).flatMap(([type, { properties, navigation }]) => {
      const real = csdl.namesOf(type);
      const stray = [...properties].filter((name) => real.get(name) !== 'property');
      const strayToo = [...navigation].filter((name) => real.get(name) !== 'navigation');
      return [...stray, ...strayToo].map((name) => `${type}.${name}`);
    });
    expect(wrong).toEqual([]);
    expect(Object.keys(declaredTypes).length).toBeGreaterThan(20);
  });

  describe('declares no other names, and they are refused with 400', () => {
    test.each(reading)('GET %s', async (address, route) => {
      const path = await world.resolve(named(address), `GET ${route.path}`);
      const token = await tokenFor(world, route);
      const isDelta = path.endsWith('/delta');
      const isList = /^Collection/.test(graphCsdl().typeOfPath(path) ?? '');
      const queries = ['$select=colour', '$expand=colour'];
      if (isList && !isDelta) queries.push("$filter=colour eq 'red'", '$orderby=colour');
      const wrong: unknown[] = [];
      for (const query of queries) {
        const { status, body } = await world.graph.call('GET', withQuery(path, query), { token });
        const isRefused = status === 400 && typeof body?.error?.code === 'string';
        if (!isRefused) wrong.push([query, status, body?.error?.code]);
      }
      expect(wrong).toEqual([]);
    });

    const writing = [routes, tenantRoutes].flatMap((table) =>
      table
        .filter(({ method }) => method === 'POST' || method === 'PATCH')
        .filter(({ path }) => !withoutBody.test(path))
        .map((route) => [route.method, addressOf(route, table), route] as const),
    );

    test.each(writing)('%s %s', async (method, address, route) => {
      const path = await world.resolve(named(address), `${method} ${route.path}`);
      const body = { colour: 'red' };
      const reply = await world.graph.call(method, path, {
        body,
        token: await tokenFor(world, route),
      });
      expect([reply.status, typeof reply.body?.error?.code]).toEqual([400, 'string']);
    });
  });
});

/** Anna's usual token, or one for the directory's routes. */
async function tokenFor({ graph }: World, route: Route): Promise<string> {
  const scopes = ['User.Read.All', 'User.Read', 'People.Read', 'LicenseAssignment.Read.All'];
  const isDirectory = route.others !== undefined || tenantRoutes.includes(route);
  const rights = isDirectory ? [...scopes, 'Mail.Read'] : everything;
  const known = tokens.get(rights.join());
  if (known) return known;
  const token = await graph.userToken('anna@fabrikam.example', ...rights);
  tokens.set(rights.join(), token);
  return token;
}

const tokens = new Map<string, string>();
const everything = [
  'User.Read',
  'User.ReadBasic.All',
  'Mail.ReadWrite',
  'Mail.Send',
  'MailboxSettings.ReadWrite',
  'Calendars.ReadWrite',
  'Contacts.ReadWrite',
  'Tasks.ReadWrite',
  'Calendars.ReadWrite.Shared',
];
