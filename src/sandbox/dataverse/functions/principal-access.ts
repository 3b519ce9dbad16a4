import { DataverseError } from '../errors.ts';
import type { Context } from '../api/types.ts';
import { findEntitySet, findTable, isA } from '../metadata/index.ts';
import { accessRights } from '../security/access.ts';
import { findPrincipal, type Principal } from '../security/principal.ts';
import { findRow, type Reference, type Row } from '../store/rows.ts';
import { isObject, type Json } from '../write/payload.ts';
import { resolveReference } from '../write/reference.ts';
import type { Call, Operation } from './types.ts';

const invalidTarget = () => new DataverseError('InvalidArgument', "'Target' is not a row.");

/** `{"contactid":"…","@odata.type":"Microsoft.Dynamics.CRM.contact"}`. */
function typedReference(target: Json): Reference | undefined {
  const type = target['@odata.type'];
  const name = typeof type === 'string' ? type.replace(/^#?Microsoft\.Dynamics\.CRM\./, '') : '';
  const table = findTable(name);
  const id = table && target[table.id];
  return table && typeof id === 'string' ? { table: table.name, id } : undefined;
}

async function targetRow(context: Context, { parameters }: Call): Promise<Row> {
  const literal = parameters['Target'];
  const target = literal?.kind === 'json' && isObject(literal.value) ? literal.value : undefined;
  if (!target) throw invalidTarget();
  const url = target['@odata.id'];
  const reference = typeof url === 'string' ? await byUrl(context, url) : typedReference(target);
  const row = reference && (await findRow(context.db, [reference.table], reference.id));
  if (!row) throw invalidTarget();
  return row;
}

async function byUrl(context: Context, url: string): Promise<Reference> {
  const set = /([^/(]+)\([^()]*\)$/.exec(url)?.[1] ?? '';
  const table = findEntitySet(set);
  if (!table) throw invalidTarget();
  const wanted = { entitySet: set, column: '', target: table.name };
  return resolveReference(context, url, wanted);
}

/** The user a function is bound to. */
export async function boundUser(context: Context, { bound }: Call): Promise<Principal> {
  const isUser = bound?.row && isA(bound.row.table, 'systemuser');
  const user = isUser && (await findPrincipal(context.db, 'systemuserid', bound.row?.id ?? ''));
  if (!user) throw new DataverseError('InvalidArgument', 'The function is bound to systemuser.');
  return user;
}

/** `RetrievePrincipalAccess(Target=@t)`: the rights of a user on one row. */
export const retrievePrincipalAccess: Operation = {
  method: 'GET',
  boundTo: 'systemuser',
  run: async (context, call) => {
    const user = await boundUser(context, call);
    const rights = await accessRights(context.db, [user], await targetRow(context, call));
    return { AccessRights: rights.join(', ') || 'None' };
  },
};
