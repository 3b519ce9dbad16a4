import { createHash } from 'node:crypto';
import { requireProof } from '../client.ts';
import type { Entra } from '../entra.ts';
import { EntraError } from '../errors.ts';
import type { Form } from '../form.ts';
import type { AuthorizationCode } from '../grant-store.ts';
import { answerUser, requireUser, type Grant, type GrantRequest } from './grant.ts';

/** RFC 7636 §4.6, method S256. */
function checkVerifier(code: AuthorizationCode, form: Form): void {
  if (code.code_challenge === null) return;
  const verifier = form.get('code_verifier');
  const challenge = verifier && createHash('sha256').update(verifier).digest('base64url');
  if (challenge === code.code_challenge) return;
  throw new EntraError(
    501481,
    'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  );
}

function checkCode(code: AuthorizationCode | undefined, { client, form }: GrantRequest, now: Date) {
  if (code?.client_id !== client.application.clientId) {
    throw new EntraError(70000, 'The provided authorization code or refresh token is malformed.');
  }
  if (code.expires_at <= now) {
    throw new EntraError(
      70008,
      'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
    );
  }
  if (code.redirect_uri !== form.require('redirect_uri')) {
    throw new EntraError(
      50148,
      'The redirect URI does not match the one of the authorization request.',
    );
  }
  checkVerifier(code, form);
  // A page cannot keep a secret; the verifier stands for it.
  if (code.code_challenge === null) requireProof(client);
  return code;
}

async function redeem(entra: Entra, code: AuthorizationCode): Promise<void> {
  if (await entra.grants.redeemCode(code)) return;
  throw new EntraError(
    54005,
    'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  );
}

/** `grant_type=authorization_code`: one redemption of a code from the authorize endpoint. */
export const authorizationCode: Grant = async (entra, request) => {
  const found = await entra.grants.findCode(request.form.require('code'));
  const code = checkCode(found, request, entra.now());
  await redeem(entra, code);
  const user = requireUser(await entra.directory.byId(code.user_id));
  return answerUser(entra, request, {
    user,
    scope: request.form.get('scope') ?? code.scope,
    nonce: code.nonce ?? undefined,
    hasSecondFactor: code.has_mfa,
  });
};
