import type { Handler } from './call.ts';
import type { Permission } from './permissions.ts';

export interface Route {
  method: string;
  /** Below a mailbox; `*` takes any one segment. */
  path: string;
  permission: Permission;
  handler: Handler;
}

export const route = (
  method: string,
  path: string,
  permission: Permission,
  handler: Handler,
): Route => ({ method, path, permission, handler });
