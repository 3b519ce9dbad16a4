import { z } from 'zod';
import { EntraError } from '../errors.ts';
import { tenantId } from '../registrations.ts';

/** The tenant segment of a path: our tenant's id, `common` or `organizations`; throws 90002. */
export function tenantSegment(params: unknown): string {
  const { tenant } = z.object({ tenant: z.string() }).parse(params);
  const segment = tenant.toLowerCase();
  if (['common', 'organizations', tenantId].includes(segment)) return segment;
  throw new EntraError(
    90002,
    `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
  );
}
