import { SignJWT, type JWTPayload } from 'jose';
import {
  applicationClaims,
  delegatedClaims,
  identityClaims,
  tokenLifetime,
  type ClientProof,
} from './claims.ts';
import type { ClaimsRequest } from './claims-request.ts';
import type { DirectoryUser } from './door.ts';
import type { Entra } from './entra.ts';
import { tenantId, type Application, type Resource } from './registrations.ts';
import type { GrantedScopes } from './scopes.ts';

/** Body of a token endpoint's 200, fields in Entra's order. Times in seconds. */
export interface TokenAnswer {
  token_type: 'Bearer';
  scope?: string;
  expires_in: number;
  ext_expires_in: number;
  access_token: string;
  refresh_token?: string;
  id_token?: string;
  /** Base64url JSON `{uid, utid}`, what MSAL builds its account from. */
  client_info?: string;
}

function sign(entra: Entra, claims: JWTPayload): Promise<string> {
  const { kid, key } = entra.keys.signing();
  return new SignJWT(claims).setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid }).sign(key);
}

/** An application's own token: exactly the four fields of Entra's answer. */
export async function issueToApplication(
  entra: Entra,
  { application, proof }: { application: Application; proof: ClientProof },
  resource: Resource,
): Promise<TokenAnswer> {
  const claims = applicationClaims({
    application,
    resource,
    proof,
    issuers: entra.issuers,
    now: entra.now(),
  });
  return {
    token_type: 'Bearer',
    expires_in: tokenLifetime,
    ext_expires_in: tokenLifetime,
    access_token: await sign(entra, claims),
  };
}

/** A person who signed in at a client, and what the client may do for them. */
export interface UserGrant {
  application: Application;
  proof: ClientProof;
  user: DirectoryUser;
  granted: GrantedScopes;
  nonce?: string | undefined;
  hasSecondFactor: boolean;
  claims: ClaimsRequest;
  /** The client asked for `client_info=1`. */
  wantsClientInfo: boolean;
}

const clientInfo = (user: DirectoryUser): string =>
  Buffer.from(JSON.stringify({ uid: user.id, utid: tenantId })).toString('base64url');

async function issueRefreshToken(entra: Entra, grant: UserGrant): Promise<string> {
  return entra.grants.issueRefreshToken({
    client_id: grant.application.clientId,
    user_id: grant.user.id,
    scope: grant.granted.asked,
    is_public: grant.proof === '0',
    has_mfa: grant.hasSecondFactor,
  });
}

export async function issueIdToken(
  entra: Entra,
  grant: UserGrant,
  more: JWTPayload = {},
): Promise<string> {
  const { application, user, granted, nonce } = grant;
  const { issuers } = entra;
  const { oidc } = granted;
  const now = entra.now();
  const claims = identityClaims({ application, user, oidc, nonce, issuers, now });
  return sign(entra, { ...claims, ...more });
}

export async function issueAccessToken(entra: Entra, grant: UserGrant): Promise<string> {
  const { application, proof, user, granted, hasSecondFactor } = grant;
  const { resource, permissions, oidc } = granted;
  const claims = delegatedClaims({
    application,
    resource,
    proof,
    issuers: entra.issuers,
    now: entra.now(),
    user,
    hasSecondFactor,
    claims: grant.claims,
    // A token for no API in particular is one for Graph's userinfo.
    permissions: permissions.length > 0 ? permissions : oidc,
  });
  return sign(entra, claims);
}

/** Tokens for a person, as far as the scopes ask for them. */
export async function issueToUser(entra: Entra, grant: UserGrant): Promise<TokenAnswer> {
  const { granted, user, wantsClientInfo } = grant;
  const wants = (scope: string): boolean => granted.oidc.includes(scope);
  return {
    token_type: 'Bearer',
    scope: granted.answer,
    expires_in: tokenLifetime,
    ext_expires_in: tokenLifetime,
    access_token: await issueAccessToken(entra, grant),
    ...(wants('offline_access') && { refresh_token: await issueRefreshToken(entra, grant) }),
    ...(wants('openid') && { id_token: await issueIdToken(entra, grant) }),
    ...(wantsClientInfo && { client_info: clientInfo(user) }),
  };
}
