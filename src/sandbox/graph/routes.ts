import { calendarRoutes } from './calendar/routes.ts';
import { contactsRoutes } from './contacts/routes.ts';
import { mailRoutes } from './mail/routes.ts';
import { permissions as may } from './permissions.ts';
import { route, type Route } from './route.ts';
import { getUser } from './users.ts';

/** What is built below `/me` and `/users/{id}`. */
export const routes: readonly Route[] = [
  route('GET', '', may.userRead, getUser),
  ...mailRoutes,
  ...calendarRoutes,
  ...contactsRoutes,
];

/** The parts of a path that `*` took; undefined where it does not fit. Names match in any case. */
function match(pattern: string, path: string[]): string[] | undefined {
  const parts = pattern === '' ? [] : pattern.split('/');
  if (parts.length !== path.length) return undefined;
  const fits = parts.every((part, index) => {
    const given = path[index] ?? '';
    return part === '*' ? !given.startsWith('$') : part.toLowerCase() === given.toLowerCase();
  });
  return fits ? path.filter((_, index) => parts[index] === '*') : undefined;
}

/** The route of a request, with the ids in its path. Earlier routes win. */
export function findRoute(
  method: string,
  path: string[],
): { route: Route; ids: string[] } | undefined {
  for (const route of routes) {
    const ids = route.method === method ? match(route.path, path) : undefined;
    if (ids) return { route, ids };
  }
  return undefined;
}
