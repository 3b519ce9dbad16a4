import { createHash, randomBytes } from 'node:crypto';
import type { JWTPayload } from 'jose';
import type { ClaimsRequest } from './claims-request.ts';
import type { DirectoryUser } from './door.ts';
import { tenantId, type Application, type Resource } from './registrations.ts';

/** Seconds a token lives. Entra's default is 60 to 90 minutes. */
export const tokenLifetime = 3599;

/** How the client proved itself: not at all, by secret or by certificate (`azpacr`, `appidacr`). */
export type ClientProof = '0' | '1' | '2';

export interface Issuers {
  1: string;
  2: string;
}

/** Issuers of the two token versions; version 1 has no host of its own here. */
export const issuersOf = (entra: string): Issuers => ({
  1: `${entra}/${tenantId}/`,
  2: `${entra}/${tenantId}/v2.0`,
});

const opaque = (bytes: number): string => randomBytes(bytes).toString('base64url');

/** One person has another `sub` at every application. */
export const pairwiseSubject = (objectId: string, applicationId: string): string =>
  createHash('sha256').update(`${applicationId}/${objectId}`).digest('base64url');

function common(audience: string, issuer: string, now: Date): JWTPayload {
  const seconds = Math.floor(now.getTime() / 1000);
  return {
    aud: audience,
    iss: issuer,
    iat: seconds,
    nbf: seconds,
    exp: seconds + tokenLifetime,
    aio: opaque(40),
    rh: `1.${opaque(36)}.`,
    tid: tenantId,
    uti: opaque(16),
  };
}

const client = (application: Application, version: 1 | 2, proof: ClientProof): JWTPayload =>
  version === 2
    ? { azp: application.clientId, azpacr: proof, ver: '2.0' }
    : {
        app_displayname: application.displayName,
        appid: application.clientId,
        appidacr: proof,
        ver: '1.0',
      };

/** Opaque even to its reader, and in access tokens alone. */
const featureData = (): JWTPayload => ({ xms_ftd: opaque(32) });

interface AccessRequest {
  application: Application;
  resource: Resource;
  proof: ClientProof;
  issuers: Issuers;
  now: Date;
}

/** Claims of an application's own access token (wire §3.3). */
export function applicationClaims(request: AccessRequest): JWTPayload {
  const { application, resource, proof, issuers, now } = request;
  const version = resource.tokenVersion;
  const roles = application.roles[resource.appId] ?? [];
  return {
    ...common(resource.audience, issuers[version], now),
    ...client(application, version, proof),
    ...featureData(),
    ...(version === 1 && { idp: issuers[1], idtyp: 'app' }),
    ...(roles.length > 0 && { roles }),
    oid: application.objectId,
    sub: application.objectId,
  };
}

const methods = (hasSecondFactor: boolean): string[] =>
  hasSecondFactor ? ['pwd', 'mfa'] : ['pwd'];

const person = (user: DirectoryUser, version: 1 | 2, hasSecondFactor: boolean): JWTPayload =>
  version === 2
    ? {
        name: user.displayName,
        preferred_username: user.mail,
        // An optional claim in version 2; here where it says something.
        ...(hasSecondFactor && { amr: methods(true) }),
      }
    : {
        acr: '1',
        amr: methods(hasSecondFactor),
        family_name: user.surname,
        given_name: user.givenName,
        idtyp: 'user',
        name: user.displayName,
        unique_name: user.mail,
        upn: user.mail,
      };

/** Claims of a person's access token (wire §3.3). */
export function delegatedClaims(
  request: AccessRequest & {
    user: DirectoryUser;
    permissions: string[];
    hasSecondFactor: boolean;
    claims: ClaimsRequest;
  },
): JWTPayload {
  const { application, resource, proof, issuers, now, user, permissions, claims } = request;
  const version = resource.tokenVersion;
  return {
    ...common(resource.audience, issuers[version], now),
    ...client(application, version, proof),
    ...featureData(),
    ...person(user, version, request.hasSecondFactor),
    ...(claims.contexts.length > 0 && { acrs: claims.contexts }),
    ...(claims.capabilities.length > 0 && { xms_cc: claims.capabilities }),
    oid: user.id,
    scp: permissions.join(' '),
    sub: pairwiseSubject(user.id, resource.appId),
  };
}

/** Claims of an ID token: who signed in, for the client alone. */
export function identityClaims(request: {
  application: Application;
  user: DirectoryUser;
  oidc: string[];
  nonce: string | undefined;
  issuers: Issuers;
  now: Date;
}): JWTPayload {
  const { application, user, oidc, nonce, issuers, now } = request;
  return {
    ...common(application.clientId, issuers[2], now),
    ...(oidc.includes('profile') && { name: user.displayName, preferred_username: user.mail }),
    ...(oidc.includes('email') && { email: user.mail }),
    ...(nonce !== undefined && { nonce }),
    oid: user.id,
    sub: pairwiseSubject(user.id, application.clientId),
    ver: '2.0',
  };
}
