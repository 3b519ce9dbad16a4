import { inTransaction, type ApiRequest, type ApiResponse, type Context } from '../api/types.ts';
import { methodNotAllowed, notBuilt, unknownSegment } from '../errors.ts';
import { parseBody, type Json } from '../write/payload.ts';
import { duplicateOperations } from '../duplicates/operations.ts';
import { mailOperations } from '../mail/operations.ts';
import { searchOperations } from '../search/operations.ts';
import { retrieveMetadataChanges } from '../definitions/metadata-changes.ts';
import { retrieveAttributePrivileges } from './attribute-privileges.ts';
import { fileOperations } from './file-blocks.ts';
import { merge } from './merge.ts';
import { multipleOperations } from './multiple.ts';
import { retrievePrincipalAccess } from './principal-access.ts';
import { queueOperations } from './queues.ts';
import * as roles from './role-privileges.ts';
import { salesOperations } from './sales.ts';
import * as sharing from './sharing.ts';
import { addMembersTeam, removeMembersTeam } from './team-members.ts';
import type { Call, Operation } from './types.ts';
import * as privileges from './user-privileges.ts';
import { whoAmI } from './who-am-i.ts';

/** Functions and actions by name, without the namespace. */
export const operations: Readonly<Record<string, Operation>> = {
  WhoAmI: whoAmI,
  RetrievePrincipalAccess: retrievePrincipalAccess,
  RetrievePrincipalAttributePrivileges: retrieveAttributePrivileges,
  RetrieveUserPrivileges: privileges.retrieveUserPrivileges,
  RetrieveTeamPrivileges: privileges.retrieveTeamPrivileges,
  RetrieveUserPrivilegeByPrivilegeName: privileges.retrieveUserPrivilegeByName,
  RetrieveUserPrivilegeByPrivilegeId: privileges.retrieveUserPrivilegeById,
  RetrieveUserSetOfPrivilegesByNames: privileges.retrieveUserSetOfPrivileges,
  RetrieveRolePrivilegesRole: roles.retrieveRolePrivileges,
  AddPrivilegesRole: roles.addPrivilegesRole,
  ReplacePrivilegesRole: roles.replacePrivilegesRole,
  RemovePrivilegeRole: roles.removePrivilegeRole,
  GrantAccess: sharing.grantAccess,
  ModifyAccess: sharing.modifyAccess,
  RevokeAccess: sharing.revokeAccess,
  RetrieveSharedPrincipalsAndAccess: sharing.retrieveSharedPrincipals,
  AddMembersTeam: addMembersTeam,
  RemoveMembersTeam: removeMembersTeam,
  RetrieveMetadataChanges: retrieveMetadataChanges,
  ...multipleOperations,
  ...salesOperations,
  ...queueOperations,
  ...fileOperations,
  Merge: merge,
  ...mailOperations,
  ...duplicateOperations,
  ...searchOperations,
};

/** Operations that are not bound to a row or a table. */
export const operationNames: ReadonlySet<string> = new Set(
  Object.keys(operations).filter((name) => !operations[name]?.boundTo),
);

function fits({ boundTo, isOfSet = false }: Operation, { bound }: Call): boolean {
  if (!bound || !boundTo) return !bound && !boundTo;
  return [boundTo].flat().includes(bound.table.name) && isOfSet === (bound.row === undefined);
}

const bodyOf = ({ method, body }: ApiRequest, name: string): Json =>
  method === 'GET' || body === '' ? {} : parseBody(body, name);

/** Runs a function or action; 501 for one that is not built. */
export async function runOperation(
  context: Context,
  request: ApiRequest,
  target: Omit<Call, 'body'> & { name: string },
): Promise<ApiResponse> {
  const { name } = target;
  const operation = operations[name];
  if (!operation) throw notBuilt(`the operation ${name}`);
  const call = { ...target, body: bodyOf(request, name) };
  if (!fits(operation, call)) throw unknownSegment(name);
  if (operation.method !== request.method) throw methodNotAllowed(request.method);
  const result = await (operation.method === 'GET'
    ? operation.run(context, call)
    : inTransaction(context, async (inside) => operation.run(inside, call)));
  if (!result) return { status: 204, headers: {} };
  const type = `${context.root}/$metadata#Microsoft.Dynamics.CRM.${name}Response`;
  return { status: 200, headers: {}, body: { '@odata.context': type, ...result } };
}
