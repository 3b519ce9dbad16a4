import { tables } from '../metadata/index.ts';
import { isReadable, mayChange } from '../security/columns.ts';
import { privilegeId } from '../security/roles.ts';
import { boundPrincipal } from './principal-access.ts';
import type { Operation } from './types.ts';

const allowed = (is: boolean): number => (is ? 4 : 0);

/** `RetrievePrincipalAttributePrivileges()`: what may be done with each secured column. */
export const retrieveAttributePrivileges: Operation = {
  method: 'GET',
  boundTo: ['systemuser', 'team'],
  run: async (context, call) => {
    const principals = [await boundPrincipal(context, call)] as const;
    const secured = tables.flatMap((table) =>
      Object.entries(table.columns).flatMap(([name, column]) =>
        column.isSecured ? [{ table, name }] : [],
      ),
    );
    return {
      AttributePrivileges: secured.map(({ table, name }) => ({
        AttributeId: privilegeId(`attribute ${table.name} ${name}`),
        CanCreate: allowed(mayChange(principals, table, 'create', name)),
        CanRead: allowed(isReadable(principals, table, name)),
        CanUpdate: allowed(mayChange(principals, table, 'update', name)),
      })),
    };
  },
};
