import { requireProof } from '../client.ts';
import { EntraError } from '../errors.ts';
import { answerUser, requireUser, type Grant } from './grant.ts';

/**
 * `grant_type=refresh_token`: new tokens for any API the client has consent for, and a new refresh
 * token with them.
 */
export const refreshToken: Grant = async (entra, request) => {
  const { client, form } = request;
  const token = await entra.grants.findRefreshToken(form.require('refresh_token'));
  if (token?.client_id !== client.application.clientId) {
    throw new EntraError(70000, 'The provided authorization code or refresh token is malformed.');
  }
  if (token.expires_at <= entra.now()) {
    throw new EntraError(700082, 'The refresh token has expired due to inactivity.');
  }
  if (await entra.grants.isRevoked(token)) {
    throw new EntraError(
      50173,
      'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.',
    );
  }
  if (!token.is_public) requireProof(client);
  const user = requireUser(await entra.directory.byId(token.user_id));
  const scope = `${form.get('scope') ?? token.scope} offline_access`;
  return answerUser(entra, request, { user, scope, hasSecondFactor: token.has_mfa });
};
