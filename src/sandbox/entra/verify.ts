import { jwtVerify } from 'jose';
import { z } from 'zod';
import type { AccessToken } from './door.ts';
import type { Entra } from './entra.ts';
import { tenantId } from './registrations.ts';

const claimsSchema = z
  .object({
    iss: z.string(),
    tid: z.literal(tenantId),
    oid: z.guid(),
    ver: z.enum(['1.0', '2.0']),
    appid: z.guid().optional(),
    azp: z.guid().optional(),
    scp: z.string().optional(),
    roles: z.array(z.string()).default([]),
  })
  .transform((claims, context) => {
    // An ID token has neither, though its audience may be the same.
    const applicationId = claims.ver === '2.0' ? claims.azp : claims.appid;
    if (applicationId !== undefined) return { ...claims, applicationId };
    context.addIssue('The token is not an access token.');
    return z.NEVER;
  });

/**
 * Checks signature (RS256 by one of the tenant's keys), issuer, lifetime and audience of an access
 * token, then says whose it is. Nothing is cached. Throws an `Error` whose message gives the reason.
 */
export async function verifyAccessToken(
  entra: Entra,
  token: string,
  audiences: string[],
): Promise<AccessToken> {
  const { payload } = await jwtVerify(token, entra.keys.find, {
    algorithms: ['RS256'],
    audience: audiences,
    issuer: [entra.issuers[1], entra.issuers[2]],
    currentDate: entra.now(),
    requiredClaims: ['exp', 'nbf', 'iat'],
  });
  const parsed = claimsSchema.safeParse(payload);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const claims = parsed.data;
  const expected = claims.ver === '2.0' ? entra.issuers[2] : entra.issuers[1];
  if (claims.iss !== expected) throw new Error('The issuer is one of another token version.');
  return {
    tenantId: claims.tid,
    objectId: claims.oid,
    applicationId: claims.applicationId,
    scopes: claims.scp?.split(' ').filter(Boolean) ?? [],
    roles: claims.roles,
    isApplication: claims.scp === undefined,
  };
}
