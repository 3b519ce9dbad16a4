import { parseClaimsRequest } from './claims-request.ts';
import { findApplication, redirectMismatch } from './client.ts';
import type { BrokeredToken, EntraDoor } from './door.ts';
import type { Entra } from './entra.ts';
import { tokenLifetime } from './claims.ts';
import { EntraError } from './errors.ts';
import { grantTo, requireUser } from './grants/grant.ts';
import { issueAccessToken, issueIdToken, type UserGrant } from './issue.ts';
import { tenantId, type Application } from './registrations.ts';

/** Nested app authentication: the page's origin must be registered as `brk-multihub://<host>`. */
function checkBroker(application: Application, origin: string): void {
  const uri = `brk-multihub://${URL.canParse(origin) ? new URL(origin).host : origin}`;
  const isSecure = origin.startsWith('https://');
  if (!isSecure || !application.redirectUris.includes(uri)) {
    throw redirectMismatch(application, uri);
  }
}

/** Tokens for a nested app as its broker gets them (office-host §7); see `EntraDoor`. */
export async function brokerToken(
  entra: Entra,
  {
    userId,
    clientId,
    scopes,
    origin,
    claims,
    isInteractive,
  }: Parameters<EntraDoor['brokerToken']>[0],
): Promise<BrokeredToken> {
  const application = findApplication(entra, clientId);
  checkBroker(application, origin);
  const user = requireUser(await entra.directory.byId(userId));
  const asked = parseClaimsRequest(claims ?? '{}');
  // Where the person is asked, they prove whatever is wanted.
  const hasSecondFactor = isInteractive ?? false;
  if (asked.isChallenge && !hasSecondFactor) {
    throw new EntraError(50076, 'The claims of the request need more proof.', claims);
  }
  const scope = [...scopes, 'openid', 'profile'].join(' ');
  const granted = await grantTo(entra, application, { user, scope, hasSecondFactor });
  const grant: UserGrant = {
    application,
    proof: '0',
    user,
    granted,
    hasSecondFactor,
    claims: asked,
    wantsClientInfo: false,
  };
  return {
    accessToken: await issueAccessToken(entra, grant),
    idToken: await issueIdToken(entra, grant),
    expiresIn: tokenLifetime,
    scope: granted.answer,
    account: {
      homeAccountId: `${user.id}.${tenantId}`,
      environment: new URL(entra.urls.entra).host,
      tenantId,
      username: user.mail,
      localAccountId: user.id,
      name: user.displayName,
    },
  };
}
