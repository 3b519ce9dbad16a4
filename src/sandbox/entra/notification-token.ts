import { SignJWT } from 'jose';
import { tokenLifetime } from './claims.ts';
import type { Entra } from './entra.ts';
import { tenantId } from './registrations.ts';

/** Microsoft's service that sends change notifications, the same in every tenant (wire §2.6). */
const notifierId = '0bf30f3b-4a52-48df-9a82-234910c4a086';

/** The `validationTokens` entry of notifications with resource data: for the subscriber alone. */
export function notificationToken(entra: Entra, applicationId: string): Promise<string> {
  const { kid, key } = entra.keys.signing();
  const seconds = Math.floor(entra.now().getTime() / 1000);
  const claims = { tid: tenantId, azp: notifierId, azpacr: '2', ver: '2.0' };
  return new SignJWT(claims)
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid })
    .setIssuer(entra.issuers[2])
    .setAudience(applicationId)
    .setSubject(notifierId)
    .setIssuedAt(seconds)
    .setNotBefore(seconds)
    .setExpirationTime(seconds + tokenLifetime)
    .sign(key);
}
