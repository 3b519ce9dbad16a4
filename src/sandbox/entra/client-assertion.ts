import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import type { Entra } from './entra.ts';
import { EntraError } from './errors.ts';
import { tenantId, type Application } from './registrations.ts';

export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Clients' clocks are off; Entra allows five minutes. */
const clockToleranceSeconds = 300;

const malformed = (): EntraError => new EntraError(50027, 'JWT token is invalid or malformed.');

/** The certificate's thumbprint that the assertion names, in the newer or the older way. */
function thumbprintOf(assertion: string): string {
  try {
    const header = decodeProtectedHeader(assertion);
    const named: unknown = header['x5t#S256'] ?? header.x5t ?? header.kid;
    if (typeof named === 'string') return named;
  } catch {
    throw malformed();
  }
  throw malformed();
}

/** Any token endpoint of the tenant, and its issuer, name the same audience. */
const audiences = (entra: Entra): string[] =>
  [tenantId, 'common', 'organizations'].flatMap((tenant) => [
    `${entra.urls.entra}/${tenant}/oauth2/v2.0/token`,
    `${entra.urls.entra}/${tenant}/oauth2/token`,
    `${entra.urls.entra}/${tenant}/v2.0`,
    `${entra.urls.entra}/${tenant}/`,
  ]);

function refusal(error: errors.JOSEError, assertion: string): EntraError {
  if (
    error instanceof errors.JWTExpired ||
    (error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf')
  ) {
    return new EntraError(700024, 'Client assertion is not within its valid time range.');
  }
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud') {
    const { aud } = decodeJwt(assertion);
    return new EntraError(
      700023,
      `Client assertion audience claim does not match Realm issuer. The audience is '${String(aud)}'.`,
    );
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    return new EntraError(
      700021,
      `Client assertion application identifier doesn't match 'client_id' parameter.`,
    );
  }
  return new EntraError(
    700027,
    'Client assertion failed signature validation. [Reason - The key was not found or its signature is wrong.]',
  );
}

/**
 * Checks a client's assertion (`private_key_jwt`, RFC 7523): signed with a certificate registered at
 * the application, issued by and about it, for this tenant, not older than its `exp`. Throws
 * `EntraError` 700021, 700023, 700024, 700027 or 50027.
 */
export async function checkAssertion(
  entra: Entra,
  { clientId }: Application,
  assertion: string,
): Promise<void> {
  const thumbprint = thumbprintOf(assertion);
  const certificate = await entra.certificates.find(clientId, thumbprint);
  if (!certificate) {
    throw new EntraError(
      700027,
      `The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found., Thumbprint of key used by client: '${thumbprint}', Application '${clientId}']`,
    );
  }
  try {
    await jwtVerify(assertion, certificate.publicKey, {
      algorithms: ['RS256', 'PS256'],
      issuer: clientId,
      subject: clientId,
      audience: audiences(entra),
      currentDate: entra.now(),
      clockTolerance: clockToleranceSeconds,
      requiredClaims: ['exp', 'jti'],
    });
  } catch (error) {
    if (error instanceof errors.JOSEError) throw refusal(error, assertion);
    throw error;
  }
}
