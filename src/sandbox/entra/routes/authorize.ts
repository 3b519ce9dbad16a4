import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  authorize,
  readAuthorization,
  readReturnAddress,
  stateOf,
  type ReturnAddress,
} from '../authorization.ts';
import type { Entra } from '../entra.ts';
import { EntraError, errorBody } from '../errors.ts';
import { Form } from '../form.ts';
import { requireUser } from '../grants/grant.ts';
import { accountPicker } from '../pages/account-picker.ts';
import { formPost } from '../pages/form-post.ts';
import { messagePage } from '../pages/message.ts';
import { correlationId } from './errors.ts';
import { sendPage } from './send-page.ts';
import { tenantSegment } from './tenant.ts';

/** Sends the browser back to the client with `fields`. */
function sendBack(
  reply: FastifyReply,
  { redirectUri, mode }: ReturnAddress,
  fields: [string, string][],
): FastifyReply {
  if (mode === 'form_post') return sendPage(reply, formPost(redirectUri, fields));
  const url = new URL(redirectUri);
  if (mode === 'fragment') url.hash = new URLSearchParams(fields).toString();
  else for (const [name, value] of fields) url.searchParams.append(name, value);
  return reply.header('cache-control', 'no-store').redirect(url.href);
}

function errorFields(
  entra: Entra,
  request: FastifyRequest,
  address: ReturnAddress,
  failure: EntraError,
): [string, string][] {
  const { error, error_description } = errorBody(failure, {
    at: entra.now(),
    correlationId: correlationId(request),
    origin: entra.urls.entra,
  });
  return [
    ['error', String(error)],
    ['error_description', String(error_description)],
    ...stateOf(address),
  ];
}

async function showPicker(
  entra: Entra,
  reply: FastifyReply,
  address: ReturnAddress,
  form: Form,
): Promise<FastifyReply> {
  const { loginHint } = readAuthorization(entra, address, form);
  if (form.get('prompt') === 'none') {
    throw new EntraError(
      50058,
      'A silent sign-in request was sent but no user is signed in. The sandbox keeps no session.',
    );
  }
  const picker = accountPicker({
    application: address.application.displayName,
    users: await entra.directory.all(),
    hint: loginHint,
    action: 'login',
    fields: form.entries().filter(([name]) => name !== 'sandbox_user'),
    redirectOrigin: new URL(address.redirectUri).origin,
  });
  return sendPage(reply, picker);
}

async function signIn(
  entra: Entra,
  reply: FastifyReply,
  address: ReturnAddress,
  form: Form,
): Promise<FastifyReply> {
  const request = readAuthorization(entra, address, form);
  const user = requireUser(await entra.directory.byId(form.require('sandbox_user')));
  return sendBack(reply, address, await authorize(entra, address, request, user));
}

type Step = typeof showPicker;

/** Refusals go to the client if it is known, else to the person. */
async function run(
  entra: Entra,
  request: FastifyRequest,
  reply: FastifyReply,
  step: Step,
): Promise<FastifyReply> {
  const form = new Form(request.method === 'GET' ? request.query : request.body);
  let address: ReturnAddress | undefined;
  try {
    tenantSegment(request.params);
    address = readReturnAddress(entra, form);
    request.sandboxCaller = address.application.clientId;
    return await step(entra, reply, address, form);
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    if (address) return sendBack(reply, address, errorFields(entra, request, address, error));
    return sendPage(reply, messagePage('Sign-in failed', error.message), 400);
  }
}

/**
 * `GET /{tenant}/oauth2/v2.0/authorize`: shows the account picker; its buttons post to `login`
 * beside it. There are no sessions, so `prompt=none` always needs somebody to sign in.
 */
export function registerAuthorize(app: FastifyInstance, entra: Entra): void {
  const endpoint = '/:tenant/oauth2/v2.0/authorize';
  app.get(endpoint, (request, reply) => run(entra, request, reply, showPicker));
  app.post(endpoint, (request, reply) => run(entra, request, reply, showPicker));
  app.post('/:tenant/oauth2/v2.0/login', (request, reply) => run(entra, request, reply, signIn));
}
