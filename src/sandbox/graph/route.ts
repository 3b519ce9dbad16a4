import type { Handler } from './call.ts';
import type { Permission } from './permissions.ts';

export interface Route {
  method: string;
  /** Below a mailbox, or below `/v1.0` for what belongs to the tenant; `*` takes any one segment. */
  path: string;
  permission: Permission;
  handler: Handler;
  /** Of the directory, not the mailbox: what reading it of somebody else needs. */
  others?: Permission;
}

export const route = (
  method: string,
  path: string,
  permission: Permission,
  handler: Handler,
): Route => ({ method, path, permission, handler });

/** A route to what the directory knows of a person, mailbox or not. */
export const profileRoute = (
  path: string,
  permission: Permission,
  handler: Handler,
  others: Permission = permission,
): Route => ({ method: 'GET', path, permission, handler, others });

const partsOf = (pattern: string): string[] => (pattern === '' ? [] : pattern.split('/'));

/** The parts of a path that `*` took; undefined where it does not fit. Names match in any case. */
function match(parts: string[], path: string[]): string[] | undefined {
  if (parts.length !== path.length) return undefined;
  const fits = parts.every((part, index) => {
    const given = path[index] ?? '';
    return part === '*' ? !given.startsWith('$') : part.toLowerCase() === given.toLowerCase();
  });
  return fits ? path.filter((_, index) => parts[index] === '*') : undefined;
}

/** The route of a request, with the ids in its path. Earlier routes win. */
export function matchRoute(
  routes: readonly Route[],
  method: string,
  path: string[],
): { route: Route; ids: string[] } | undefined {
  for (const route of routes) {
    const ids = route.method === method ? match(partsOf(route.path), path) : undefined;
    if (ids) return { route, ids };
  }
  return undefined;
}

/** Whether the path is served by another method. */
export const isServedOtherwise = (routes: readonly Route[], path: string[]): boolean =>
  routes.some((route) => match(partsOf(route.path), path) !== undefined);

/** Position of the first segment that no route goes through; undefined where all are on the way. */
export function strayAt(routes: readonly Route[], path: string[]): number | undefined {
  const leadsOn = (length: number): boolean =>
    routes.some((one) => match(partsOf(one.path).slice(0, length), path.slice(0, length)));
  const index = path.findIndex((_, at) => !leadsOn(at + 1));
  return index < 0 ? undefined : index;
}
