import { EntraError } from '../errors.ts';
import { sandboxPassword } from '../registrations.ts';
import { answerUser, requireUser, type Grant } from './grant.ts';

/**
 * `grant_type=password`, for the test client alone: lets a test be a person without a browser.
 * Every person has the same password.
 */
export const password: Grant = async (entra, request) => {
  const { client, form } = request;
  if (!client.application.isTestClient) {
    throw new EntraError(
      53003,
      'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
    );
  }
  const scope = form.require('scope');
  const user = requireUser(await entra.directory.byMail(form.require('username')));
  if (form.require('password') !== sandboxPassword) {
    throw new EntraError(
      50126,
      'Error validating credentials due to invalid username or password.',
    );
  }
  return answerUser(entra, request, { user, scope, hasSecondFactor: false });
};
