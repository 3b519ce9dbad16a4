import { calendarRoutes } from './calendar/routes.ts';
import { contactsRoutes } from './contacts/routes.ts';
import { directoryRoutes, profileRoutes } from './directory/routes.ts';
import { badRequest, methodNotAllowed, notBuilt, type GraphError } from './errors.ts';
import { isKnownSegment } from './known-names.ts';
import { mailRoutes } from './mail/routes.ts';
import type { ResourcePath } from './path.ts';
import { isServedOtherwise, matchRoute, strayAt, type Route } from './route.ts';
import { todoRoutes } from './todo/routes.ts';
import { subscriptionRoutes } from './subscriptions/routes.ts';

/** What is built below `/me` and `/users/{id}`. */
export const routes: readonly Route[] = [
  ...profileRoutes,
  ...mailRoutes,
  ...calendarRoutes,
  ...contactsRoutes,
  ...todoRoutes,
];

/** What is built outside a mailbox. */
export const tenantRoutes: readonly Route[] = [...directoryRoutes, ...subscriptionRoutes];

/** Why a request has no route: a wrong method, an unknown name, or one the sandbox leaves out. */
function withoutRoute(table: readonly Route[], method: string, path: ResourcePath): GraphError {
  const { rest, owner } = path;
  if (isServedOtherwise(table, rest)) return methodNotAllowed();
  const stray = strayAt(table, rest);
  const name = rest[stray ?? rest.length - 1] ?? '';
  const top = owner === undefined ? 'tenant' : 'user';
  const place = stray === 0 ? top : 'item';
  if (stray !== undefined && !isKnownSegment(name, place)) {
    return badRequest(`Resource not found for the segment '${name}'.`);
  }
  return notBuilt(`${method} /${rest.join('/')}${owner === undefined ? '' : ' of a user'}`);
}

/** The route of a request, with the ids in its path. Throws 400, 405, 501. */
export function findRoute(method: string, path: ResourcePath): { route: Route; ids: string[] } {
  const table = path.owner === undefined ? tenantRoutes : routes;
  const found = matchRoute(table, method, path.rest);
  if (!found) throw withoutRoute(table, method, path);
  return found;
}
