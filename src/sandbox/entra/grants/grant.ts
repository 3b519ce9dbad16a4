import type { AuthenticatedClient } from '../client.ts';
import type { DirectoryUser } from '../door.ts';
import type { Entra } from '../entra.ts';
import { EntraError } from '../errors.ts';
import type { Form } from '../form.ts';
import { issueToUser, type TokenAnswer } from '../issue.ts';
import { readClaimsRequest } from '../claims-request.ts';
import { tenantId, type Application } from '../registrations.ts';
import { grantScopes, parseScopes, type GrantedScopes } from '../scopes.ts';

export interface GrantRequest {
  client: AuthenticatedClient;
  form: Form;
}

/** One `grant_type` of the token endpoint. Refusals are thrown as `EntraError`. */
export type Grant = (entra: Entra, request: GrantRequest) => Promise<TokenAnswer>;

/** Throws 50034 for a person the directory does not know. */
export function requireUser(user: DirectoryUser | undefined): DirectoryUser {
  if (user) return user;
  throw new EntraError(
    50034,
    `The user account {EUII Hidden} does not exist in the ${tenantId} directory. To sign into this application, the account must be added to the directory.`,
  );
}

/**
 * What an application gets for a person. Throws `EntraError`: what no policy allows, what nobody
 * consented to.
 */
export async function grantTo(
  entra: Entra,
  application: Application,
  {
    user,
    scope,
    hasSecondFactor,
  }: { user: DirectoryUser; scope: string; hasSecondFactor: boolean },
): Promise<GrantedScopes> {
  const request = parseScopes(scope, entra.resources, tenantId);
  const { resource } = request;
  const consented = await entra.consents.permissions(application, resource, user.id);
  const granted = grantScopes(application, request, consented);
  await entra.policies.check({
    userId: user.id,
    clientId: application.clientId,
    resource: resource.appId,
    hasSecondFactor,
  });
  return granted;
}

/** What the user grants share: consent for `scope`, then tokens. */
export async function answerUser(
  entra: Entra,
  { client, form }: GrantRequest,
  person: {
    user: DirectoryUser;
    scope: string;
    hasSecondFactor: boolean;
    nonce?: string | undefined;
  },
): Promise<TokenAnswer> {
  const { user, nonce, hasSecondFactor } = person;
  return issueToUser(entra, {
    ...client,
    user,
    nonce,
    hasSecondFactor,
    claims: readClaimsRequest(form),
    granted: await grantTo(entra, client.application, person),
    wantsClientInfo: form.get('client_info') === '1',
  });
}
