import { EntraError } from '../errors.ts';
import { answerUser, requireUser, type Grant } from './grant.ts';

/**
 * `grant_type=urn:ietf:params:oauth:grant-type:device_code` (RFC 8628): what a device asks again
 * and again until a person has typed its code somewhere else.
 */
export const deviceCode: Grant = async (entra, request) => {
  const { client, form } = request;
  const found = await entra.deviceCodes.find(form.require('device_code'));
  if (found?.client_id !== client.application.clientId) {
    throw new EntraError(70018, 'Invalid verification code.');
  }
  if (found.expires_at <= entra.now()) {
    throw new EntraError(70020, 'The provided device code has expired.');
  }
  if (found.user_id === null) {
    throw new EntraError(
      70016,
      'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
    );
  }
  const user = requireUser(await entra.directory.byId(found.user_id));
  const answer = await answerUser(entra, request, {
    user,
    scope: found.scope,
    hasSecondFactor: false,
  });
  await entra.deviceCodes.forget(found);
  return answer;
};
