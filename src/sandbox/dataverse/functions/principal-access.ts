import type { Context } from '../api/types.ts';
import { DataverseError } from '../errors.ts';
import { accessRights } from '../security/access.ts';
import { findPrincipal, teamPrincipal, type Principal } from '../security/principal.ts';
import { rightsText } from '../security/rights-mask.ts';
import { boundRow, jsonOf, rowOf } from './parameters.ts';
import type { Call, Operation } from './types.ts';

/** The user or team a function is bound to. */
export async function boundPrincipal({ db }: Context, call: Call): Promise<Principal> {
  const row = boundRow(call);
  const isTeam = row.table === 'team';
  const principal = await (isTeam
    ? teamPrincipal(db, row)
    : findPrincipal(db, 'systemuserid', row.id));
  if (principal) return principal;
  throw new DataverseError('InvalidArgument', 'The function is bound to systemuser or team.');
}

/** `RetrievePrincipalAccess(Target=@t)`: the rights of a user or team on one row. */
export const retrievePrincipalAccess: Operation = {
  method: 'GET',
  boundTo: ['systemuser', 'team'],
  run: async (context, call) => {
    const principal = await boundPrincipal(context, call);
    const row = await rowOf(context, jsonOf(call, 'Target'), 'Target');
    return { AccessRights: rightsText(await accessRights(context.db, [principal], row)) };
  },
};
