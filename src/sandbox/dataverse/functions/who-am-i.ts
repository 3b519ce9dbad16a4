import type { Operation } from './types.ts';

/** `WhoAmI()`: the user the request acts as. */
export const whoAmI: Operation = {
  method: 'GET',
  run: (context) => ({
    BusinessUnitId: context.principals[0].businessUnitId,
    UserId: context.principals[0].id,
    OrganizationId: context.organizationId,
  }),
};
