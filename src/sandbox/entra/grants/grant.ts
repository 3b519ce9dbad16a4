import type { AuthenticatedClient } from '../client.ts';
import type { DirectoryUser } from '../door.ts';
import type { Entra } from '../entra.ts';
import { EntraError } from '../errors.ts';
import type { Form } from '../form.ts';
import { issueToUser, type TokenAnswer } from '../issue.ts';
import { tenantId } from '../registrations.ts';
import { grantScopes, parseScopes } from '../scopes.ts';

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

/** What the user grants share: consent for `scope`, then tokens. */
export async function answerUser(
  entra: Entra,
  { client, form }: GrantRequest,
  person: { user: DirectoryUser; scope: string; nonce?: string | undefined },
): Promise<TokenAnswer> {
  const request = parseScopes(person.scope, entra.resources, tenantId);
  return issueToUser(entra, {
    ...client,
    user: person.user,
    nonce: person.nonce,
    granted: grantScopes(client.application, request),
    wantsClientInfo: form.get('client_info') === '1',
  });
}
