import { expect, test } from '@jest/globals';
import { permissionFor } from '../../../src/sandbox/graph/subscriptions/resource.ts';
import { routes, tenantRoutes } from '../../../src/sandbox/graph/routes.ts';
import type { Permission } from '../../../src/sandbox/graph/permissions.ts';
import type { Route } from '../../../src/sandbox/graph/route.ts';
import { describeWith, sharedText } from '../../support/oracles.ts';

interface PathSet {
  schemeKeys: string[];
  methods: string[];
  /** By path: empty, or `least=` with the schemes whose least permission this is. */
  paths: Record<string, string>;
}

/** Families of permissions that the sandbox tells apart; others open the same doors and more. */
const families =
  /^(Mail|Calendars|Contacts|Tasks|MailboxSettings|User|People)\.(ReadBasic|Read|ReadWrite|Send)(\.All)?$/;

describeWith('oracles/graph/permissions.json', 'Permissions Microsoft documents', () => {
  let known: Record<string, { pathSets: PathSet[] }> | undefined;
  const documented = () =>
    (known ??= (
      JSON.parse(sharedText('oracles/graph/permissions.json')) as {
        permissions: Record<string, { pathSets: PathSet[] }>;
      }
    ).permissions);

  /** Permissions for a method of any of the paths, by scheme; `least` those marked so. */
  function allowed(method: string, places: string[], scheme: string, isLeast = false): string[] {
    return Object.entries(documented()).flatMap(([name, { pathSets }]) =>
      pathSets.some(
        ({ schemeKeys, methods, paths }) =>
          schemeKeys.includes(scheme) &&
          methods.includes(method) &&
          Object.entries(paths).some(
            ([path, mark]) =>
              places.includes(path.toLowerCase()) && (!isLeast || mark.includes(scheme)),
          ),
      )
        ? [name]
        : [],
    );
  }

  /** `me` and `users/{id}` count as one; the way to an event or folder does not matter. */
  function placesOf(path: string, isTenant: boolean): string[] {
    const lower = path.replaceAll('*', '{id}').toLowerCase();
    if (isTenant) return [`/${lower}`];
    return ['/me', '/users/{id}'].map((owner) => `${owner}/${lower}`.replace(/\/$/, ''));
  }

  const named = (table: readonly Route[], isTenant: boolean) =>
    table
      .filter(({ permission }) => !permission.delegated.includes('*'))
      .map((route) => [route.method, route.path, route.permission, isTenant] as const);

  /** What a scope brings along: writing includes reading, everything includes the basics. */
  const implied = (name: string): string[] => [
    name,
    name.replace('ReadWrite', 'Read'),
    name.replace(/Read(Write)?/, 'ReadBasic'),
  ];

  test.each([...named(routes, false), ...named(tenantRoutes, true)])(
    '%s %s asks for what is documented: the least permission and those above it',
    (method, path, permission, isTenant) => {
      const places = placesOf(path, isTenant);
      for (const [scheme, given] of [
        ['DelegatedWork', permission.delegated],
        ['Application', permission.application],
      ] as const) {
        const documentedNames = allowed(method, places, scheme);
        // Some paths ($value, single attachments, $count) are left out of Microsoft's table.
        if (documentedNames.length === 0) continue;
        const isIn = (name: string) => implied(name).some((one) => documentedNames.includes(one));
        expect(given.filter((name) => !isIn(name))).toEqual([]);
        const family = (name: string): string => name.split('.')[0] ?? '';
        const own = new Set(given.map(family));
        const least = allowed(method, places, scheme, true).filter(
          (name) => families.test(name) && own.has(family(name)),
        );
        // Two pages of one path may mark different permissions; one of them lets in.
        if (least.length > 0) expect(least.some((name) => given.includes(name))).toBe(true);
      }
    },
  );

  test('At least 60 routes are in Microsoft’s table', () => {
    const rows = [...named(routes, false), ...named(tenantRoutes, true)];
    const found = rows.filter(([method, path, , isTenant]) => {
      const places = placesOf(path, isTenant);
      return allowed(method, places, 'DelegatedWork').length > 0;
    });
    process.stdout.write(
      `${found.length} of ${rows.length} routes are in the table of permissions.\n`,
    );
    expect(found.length).toBeGreaterThan(60);
  });

  test('A subscription needs what reading its resource needs', () => {
    const collections: [keyof typeof permissionFor, string][] = [
      ['message', '/me/messages'],
      ['event', '/me/events'],
      ['contact', '/me/contacts'],
      ['task', '/me/todo/lists/{id}/tasks'],
    ];
    for (const [kind, path] of collections) {
      const { delegated, application }: Permission = permissionFor[kind];
      const inTable = (names: readonly string[], scheme: string) =>
        names.filter((name) => allowed('GET', [path], scheme).includes(name));
      expect(inTable(delegated, 'DelegatedWork').length).toBeGreaterThan(0);
      expect(inTable(application, 'Application').length).toBeGreaterThan(0);
    }
  });
});
