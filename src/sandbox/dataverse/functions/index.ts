import type { ApiRequest, ApiResponse, Context } from '../api/types.ts';
import { methodNotAllowed, notBuilt, unknownSegment } from '../errors.ts';
import { checkPromoteEmail } from './check-promote-email.ts';
import { retrievePrincipalAccess } from './principal-access.ts';
import type { Call, Operation } from './types.ts';
import { retrieveUserPrivilegeByName, retrieveUserPrivileges } from './user-privileges.ts';
import { whoAmI } from './who-am-i.ts';

const operations: Record<string, Operation> = {
  WhoAmI: whoAmI,
  CheckPromoteEmail: checkPromoteEmail,
  RetrievePrincipalAccess: retrievePrincipalAccess,
  RetrieveUserPrivileges: retrieveUserPrivileges,
  RetrieveUserPrivilegeByPrivilegeName: retrieveUserPrivilegeByName,
};

/** Operations that are not bound to a row or a table. */
export const operationNames: ReadonlySet<string> = new Set(
  Object.keys(operations).filter((name) => !operations[name]?.boundTo),
);

/** Runs a function or action; 501 for one that is not built. */
export async function runOperation(
  context: Context,
  request: ApiRequest,
  call: Call & { name: string },
): Promise<ApiResponse> {
  const operation = operations[call.name];
  if (!operation) throw notBuilt(`the operation ${call.name}`);
  if (operation.boundTo !== call.bound?.table.name) throw unknownSegment(call.name);
  if (operation.method !== request.method) throw methodNotAllowed(request.method);
  const result = await operation.run(context, call);
  const type = `${context.root}/$metadata#Microsoft.Dynamics.CRM.${call.name}Response`;
  return { status: 200, headers: {}, body: { '@odata.context': type, ...result } };
}
