import { requireProof } from '../client.ts';
import { EntraError } from '../errors.ts';
import { issueToApplication } from '../issue.ts';
import { tenantId } from '../registrations.ts';
import { parseScopes } from '../scopes.ts';
import type { Grant } from './grant.ts';

/** `grant_type=client_credentials`: the application's own token with its granted roles. */
export const clientCredentials: Grant = (entra, { client, form }) => {
  requireProof(client);
  const scope = form.require('scope');
  const request = parseScopes(scope, entra.resources, tenantId);
  if (request.names.length !== 1 || request.names[0] !== '.default' || request.oidc.length > 0) {
    throw new EntraError(
      1002012,
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    );
  }
  return issueToApplication(entra, client, request.resource);
};
