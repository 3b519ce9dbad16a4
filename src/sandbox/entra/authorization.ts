import { randomUUID } from 'node:crypto';
import { findApplication, mayRedirect, redirectMismatch } from './client.ts';
import type { DirectoryUser } from './door.ts';
import type { Entra } from './entra.ts';
import { EntraError } from './errors.ts';
import type { Form } from './form.ts';
import { tenantId, type Application } from './registrations.ts';
import { grantScopes, parseScopes } from './scopes.ts';

const modes = ['query', 'fragment', 'form_post'] as const;
export type ResponseMode = (typeof modes)[number];

/** Where an answer goes: known before anything else is looked at. */
export interface ReturnAddress {
  application: Application;
  redirectUri: string;
  mode: ResponseMode;
  state: string | undefined;
}

/** An authorization request that may be granted once a person is picked. */
export interface AuthorizationRequest {
  scope: string;
  nonce: string | undefined;
  codeChallenge: string | undefined;
  loginHint: string | undefined;
}

/**
 * Throws an `EntraError` to be shown, not sent: without a known client and redirect there is nobody
 * to send it to.
 */
export function readReturnAddress(entra: Entra, form: Form): ReturnAddress {
  const application = findApplication(entra, form.require('client_id'));
  const redirectUri = form.require('redirect_uri');
  if (!mayRedirect(application, redirectUri)) throw redirectMismatch(application, redirectUri);
  const mode = form.get('response_mode') ?? 'query';
  const known = modes.find((candidate) => candidate === mode);
  if (!known) throw new EntraError(90100, 'response_mode parameter is empty or not valid.');
  return { application, redirectUri, mode: known, state: form.get('state') };
}

function readChallenge(form: Form): string | undefined {
  const challenge = form.get('code_challenge');
  if (challenge && form.get('code_challenge_method') !== 'S256') {
    throw new EntraError(90100, 'code_challenge_method parameter is empty or not valid.');
  }
  return challenge;
}

/** Throws an `EntraError` to be sent to the redirect URI. */
export function readAuthorization(
  entra: Entra,
  { application }: ReturnAddress,
  form: Form,
): AuthorizationRequest {
  const type = form.require('response_type');
  if (type !== 'code') {
    throw new EntraError(
      700051,
      `response_type '${type}' is not enabled for the application '${application.clientId}'.`,
    );
  }
  const scope = form.require('scope');
  grantScopes(application, parseScopes(scope, entra.resources, tenantId));
  return {
    scope,
    nonce: form.get('nonce'),
    codeChallenge: readChallenge(form),
    loginHint: form.get('login_hint'),
  };
}

/** The answer's parameters once a person was picked. */
export async function authorize(
  entra: Entra,
  address: ReturnAddress,
  request: AuthorizationRequest,
  user: DirectoryUser,
): Promise<[string, string][]> {
  const code = await entra.grants.issueCode({
    client_id: address.application.clientId,
    user_id: user.id,
    redirect_uri: address.redirectUri,
    scope: request.scope,
    nonce: request.nonce ?? null,
    code_challenge: request.codeChallenge ?? null,
  });
  return [['code', code], ...stateOf(address), ['session_state', randomUUID()]];
}

export const stateOf = ({ state }: ReturnAddress): [string, string][] =>
  state === undefined ? [] : [['state', state]];
