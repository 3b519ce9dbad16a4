import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readReturnAddress, stateOf, type ReturnAddress } from '../authorization.ts';
import type { Entra } from '../entra.ts';
import { EntraError, errorBody } from '../errors.ts';
import { Form } from '../form.ts';
import { interact } from '../interaction.ts';
import { formPost } from '../pages/form-post.ts';
import { messagePage } from '../pages/message.ts';
import { sessionCookie, setSessionCookie } from '../sessions.ts';
import { correlationId } from './errors.ts';
import { sendPage } from './send-page.ts';
import { tenantSegment } from './tenant.ts';
import { withScope } from './version-1.ts';

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
  const { error, error_description, suberror, claims } = errorBody(failure, {
    at: entra.now(),
    correlationId: correlationId(request),
    origin: entra.urls.entra,
  });
  const more = Object.entries({ suberror, claims }).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  return [
    ['error', String(error)],
    ['error_description', String(error_description)],
    ...more,
    ...stateOf(address),
  ];
}

async function step(
  entra: Entra,
  request: FastifyRequest,
  reply: FastifyReply,
  { form, address, isAnswer }: { form: Form; address: ReturnAddress; isAnswer: boolean },
): Promise<FastifyReply> {
  const session = sessionCookie(request.headers.cookie);
  const outcome = await interact(entra, address, { form, session, isAnswer });
  if (outcome.kind === 'page') return sendPage(reply, outcome.page);
  reply.header('set-cookie', setSessionCookie(outcome.session));
  return sendBack(reply, address, outcome.fields);
}

/** Refusals go to the client if it is known, else to the person. */
async function run(
  entra: Entra,
  request: FastifyRequest,
  reply: FastifyReply,
  isAnswer: boolean,
): Promise<FastifyReply> {
  const form = withScope(new Form(request.method === 'GET' ? request.query : request.body));
  let address: ReturnAddress | undefined;
  try {
    tenantSegment(request.params);
    address = readReturnAddress(entra, form);
    request.sandboxCaller = address.application.clientId;
    return await step(entra, request, reply, { form, address, isAnswer });
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    if (address) return sendBack(reply, address, errorFields(entra, request, address, error));
    return sendPage(reply, messagePage('Sign-in failed', error.message), 400);
  }
}

/**
 * `GET|POST /{tenant}/oauth2/v2.0/authorize`: signs in who is known to the browser, or shows the
 * account picker; the buttons of our pages post to `login` beside it. The same in version 1.
 */
export function registerAuthorize(app: FastifyInstance, entra: Entra): void {
  for (const base of ['/:tenant/oauth2/v2.0', '/:tenant/oauth2']) {
    app.get(`${base}/authorize`, (request, reply) => run(entra, request, reply, false));
    app.post(`${base}/authorize`, (request, reply) => run(entra, request, reply, false));
    app.post(`${base}/login`, (request, reply) => run(entra, request, reply, true));
  }
}
