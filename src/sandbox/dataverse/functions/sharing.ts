import type { Context } from '../api/types.ts';
import { DataverseError } from '../errors.ts';
import { tableOf } from '../metadata/index.ts';
import { requireAccess } from '../security/access.ts';
import { parseRights, rightsText, verbsIn } from '../security/rights-mask.ts';
import { addShare, listShares, setShare } from '../security/sharing.ts';
import type { Reference, Row } from '../store/rows.ts';
import { isObject } from '../write/payload.ts';
import { jsonOf, rowOf } from './parameters.ts';
import type { Call, Operation } from './types.ts';

const principalTables = ['systemuser', 'team'];

async function principalRow(context: Context, value: unknown, name: string): Promise<Row> {
  const row = await rowOf(context, value, name);
  if (principalTables.includes(row.table)) return row;
  throw new DataverseError('InvalidSharee', `A row cannot be shared with a '${row.table}'.`);
}

function requireShareable(target: Row, principal: Row): void {
  if (tableOf(target.table).ownership !== 'user') {
    const text = `Rows of '${target.table}' are not owned by users and cannot be shared.`;
    throw new DataverseError('InvalidArgument', text);
  }
  if (target.ownerId === principal.id) {
    throw new DataverseError(
      'CannotShareWithOwner',
      'An item cannot be shared with the owning user.',
    );
  }
}

/** Whoever shares needs the right to share, and every right that is given away. */
async function requireRights(context: Context, target: Row, mask: number): Promise<void> {
  for (const verb of ['Share' as const, ...verbsIn(mask)]) {
    await requireAccess(context.db, context.principals, verb, target);
  }
}

interface Grant {
  target: Row;
  principal: Row;
  mask: number;
}

async function readGrant(context: Context, { body }: Call): Promise<Grant> {
  const access = body['PrincipalAccess'];
  const given = isObject(access) ? access : {};
  const target = await rowOf(context, body['Target'], 'Target');
  const principal = await principalRow(context, given['Principal'], 'PrincipalAccess');
  return { target, principal, mask: parseRights(given['AccessMask']) };
}

const reference = ({ table, id }: Row): Reference => ({ table, id });

const granting = (store: typeof setShare): Operation => ({
  method: 'POST',
  run: async (context, call) => {
    const { target, principal, mask } = await readGrant(context, call);
    requireShareable(target, principal);
    await requireRights(context, target, mask);
    await store(context.db, reference(target), reference(principal), mask, context.now());
    return undefined;
  },
});

/** `GrantAccess`: gives a user or team rights on a row, besides those it has. */
export const grantAccess = granting(addShare);

/** `ModifyAccess`: replaces the rights given on a row. */
export const modifyAccess = granting(setShare);

/** `RevokeAccess`: takes back what was given. */
export const revokeAccess: Operation = {
  method: 'POST',
  run: async (context, { body }) => {
    const target = await rowOf(context, body['Target'], 'Target');
    const principal = await principalRow(context, body['Revokee'], 'Revokee');
    await requireRights(context, target, 0);
    await setShare(context.db, reference(target), reference(principal), 0, context.now());
    return undefined;
  },
};

const shown = ({ table, id }: Reference): object => ({
  '@odata.type': `#Microsoft.Dynamics.CRM.${table}`,
  [`${table}id`]: id,
  ownerid: id,
});

/** `RetrieveSharedPrincipalsAndAccess(Target=@t)`: with whom a row is shared. */
export const retrieveSharedPrincipals: Operation = {
  method: 'GET',
  run: async (context, call) => {
    const target = await rowOf(context, jsonOf(call, 'Target'), 'Target');
    await requireAccess(context.db, context.principals, 'Read', target);
    const shares = await listShares(context.db, target.id);
    return {
      PrincipalAccesses: shares.map(({ principal, mask, inherited }) => ({
        AccessMask: rightsText(verbsIn(mask | inherited)),
        Principal: shown(principal),
      })),
    };
  },
};
