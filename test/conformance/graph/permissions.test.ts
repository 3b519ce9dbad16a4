import { expect, test } from '@jest/globals';
import { routes } from '../../../src/sandbox/graph/routes.ts';
import { describeWith, sharedText } from '../../support/oracles.ts';

interface PathSet {
  schemeKeys: string[];
  methods: string[];
  paths: Record<string, string>;
}

/** What a permission of one name lets do beside its own entries: writing includes reading. */
const implied = (name: string): string[] => [name, name.replace('ReadWrite', 'Read')];

describeWith('oracles/graph/permissions.json', 'Permissions Microsoft documents', () => {
  let known: Record<string, { pathSets: PathSet[] }> | undefined;
  const documented = () =>
    (known ??= (
      JSON.parse(sharedText('oracles/graph/permissions.json')) as {
        permissions: Record<string, { pathSets: PathSet[] }>;
      }
    ).permissions);

  /** Permissions for a method of a path, by scheme; `me` and `users/{id}` count as one. */
  function allowed(method: string, path: string, scheme: string): string[] {
    const places = ['/me', '/users/{id}'].map((owner) =>
      `${owner}/${path}`.replaceAll('*', '{id}').replace(/\/$/, '').toLowerCase(),
    );
    return Object.entries(documented()).flatMap(([name, { pathSets }]) =>
      pathSets.some(
        ({ schemeKeys, methods, paths }) =>
          schemeKeys.includes(scheme) &&
          methods.includes(method) &&
          Object.keys(paths).some((one) => places.includes(one.toLowerCase())),
      )
        ? [name]
        : [],
    );
  }

  test.each(routes.map((route) => [route.method, route.path, route] as const))(
    '%s %s asks for documented permissions only',
    (method, path, { permission }) => {
      const delegated = allowed(method, path, 'DelegatedWork');
      const application = allowed(method, path, 'Application');
      // Some paths ($value, single attachments) are left out of Microsoft's table.
      if (delegated.length === 0) return;
      const isIn = (list: string[]) => (name: string) =>
        implied(name).some((one) => list.includes(one));
      expect(permission.delegated.filter((name) => !isIn(delegated)(name))).toEqual([]);
      expect(permission.application.filter((name) => !isIn(application)(name))).toEqual([]);
    },
  );
});
