import { createHash, randomUUID } from 'node:crypto';
import { readClaimsRequest, type ClaimsRequest } from './claims-request.ts';
import { findApplication, mayRedirect, redirectMismatch } from './client.ts';
import type { DirectoryUser } from './door.ts';
import type { Entra } from './entra.ts';
import { EntraError } from './errors.ts';
import type { Form } from './form.ts';
import { grantTo } from './grants/grant.ts';
import { issueIdToken } from './issue.ts';
import { tenantId, type Application } from './registrations.ts';
import { grantScopes, parseScopes, type ScopeRequest } from './scopes.ts';

const modes = ['query', 'fragment', 'form_post'] as const;
export type ResponseMode = (typeof modes)[number];

const prompts = ['none', 'login', 'select_account', 'consent'] as const;
type Prompt = (typeof prompts)[number];

/** Where an answer goes: known before anything else is looked at. */
export interface ReturnAddress {
  application: Application;
  redirectUri: string;
  mode: ResponseMode;
  state: string | undefined;
}

/** An authorization request that may be granted once a person is picked. */
export interface AuthorizationRequest {
  wantsIdToken: boolean;
  wantsCode: boolean;
  scope: string;
  scopes: ScopeRequest;
  nonce: string | undefined;
  codeChallenge: string | undefined;
  loginHint: string | undefined;
  prompt: Prompt | undefined;
  claims: ClaimsRequest;
}

/** A person who is there, and whether they proved more than a password. */
export interface PresentPerson {
  user: DirectoryUser;
  hasSecondFactor: boolean;
}

/**
 * Throws an `EntraError` to be shown, not sent: without a known client and redirect there is nobody
 * to send it to.
 */
export function readReturnAddress(entra: Entra, form: Form): ReturnAddress {
  const application = findApplication(entra, form.require('client_id'));
  const redirectUri = form.require('redirect_uri');
  if (!mayRedirect(application, redirectUri)) throw redirectMismatch(application, redirectUri);
  const isImplicit = form.get('response_type')?.includes('id_token') ?? false;
  const mode = form.get('response_mode') ?? (isImplicit ? 'fragment' : 'query');
  const known = modes.find((candidate) => candidate === mode);
  // Tokens never travel in a query.
  if (!known || (isImplicit && known === 'query')) {
    throw new EntraError(90100, 'response_mode parameter is empty or not valid.');
  }
  return { application, redirectUri, mode: known, state: form.get('state') };
}

function readChallenge(form: Form): string | undefined {
  const challenge = form.get('code_challenge');
  if (challenge && form.get('code_challenge_method') !== 'S256') {
    throw new EntraError(90100, 'code_challenge_method parameter is empty or not valid.');
  }
  return challenge;
}

function readResponseType(form: Form, { clientId }: Application): string[] {
  const types = form.require('response_type').split(' ');
  if (types.every((type) => type === 'code' || type === 'id_token')) return types;
  throw new EntraError(
    700051,
    `response_type '${types.join(' ')}' is not enabled for the application '${clientId}'.`,
  );
}

function readPrompt(form: Form): Prompt | undefined {
  const given = form.get('prompt');
  const known = prompts.find((prompt) => prompt === given);
  if (given === undefined || known) return known;
  throw new EntraError(90023, `Unsupported 'prompt' value.`);
}

/** Throws an `EntraError` to be sent to the redirect URI. */
export function readAuthorization(
  entra: Entra,
  { application }: ReturnAddress,
  form: Form,
): AuthorizationRequest {
  const types = readResponseType(form, application);
  const scope = form.require('scope');
  const scopes = parseScopes(scope, entra.resources, tenantId);
  // Nobody can consent to what the application is not registered for.
  grantScopes(application, scopes, application.delegated[scopes.resource.appId] ?? []);
  const wantsIdToken = types.includes('id_token');
  return {
    wantsIdToken,
    wantsCode: types.includes('code'),
    scope,
    scopes,
    nonce: wantsIdToken ? form.require('nonce') : form.get('nonce'),
    codeChallenge: readChallenge(form),
    loginHint: form.get('login_hint'),
    prompt: readPrompt(form),
    claims: readClaimsRequest(form),
  };
}

/** OpenID Connect Core §3.3.2.11. */
const codeHash = (code: string): string =>
  createHash('sha256').update(code).digest().subarray(0, 16).toString('base64url');

/** The answer's parameters once a person was picked and no policy is in the way. */
export async function authorize(
  entra: Entra,
  address: ReturnAddress,
  request: AuthorizationRequest,
  { user, hasSecondFactor }: PresentPerson,
): Promise<[string, string][]> {
  const { application } = address;
  const { scope, nonce, claims } = request;
  const granted = await grantTo(entra, application, { user, scope, hasSecondFactor });
  const code = await entra.grants.issueCode({
    client_id: application.clientId,
    user_id: user.id,
    redirect_uri: address.redirectUri,
    scope,
    nonce: nonce ?? null,
    code_challenge: request.codeChallenge ?? null,
    has_mfa: hasSecondFactor,
  });
  const grant = { application, proof: '0', user, granted, nonce, hasSecondFactor, claims } as const;
  const idToken = request.wantsIdToken
    ? await issueIdToken(
        entra,
        { ...grant, wantsClientInfo: false },
        request.wantsCode ? { c_hash: codeHash(code) } : {},
      )
    : undefined;
  return [
    ...(request.wantsCode ? ([['code', code]] satisfies [string, string][]) : []),
    ...(idToken ? ([['id_token', idToken]] satisfies [string, string][]) : []),
    ...stateOf(address),
    ['session_state', randomUUID()],
  ];
}

export const stateOf = ({ state }: ReturnAddress): [string, string][] =>
  state === undefined ? [] : [['state', state]];
