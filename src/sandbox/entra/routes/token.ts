import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { identifyClient } from '../client.ts';
import type { Entra } from '../entra.ts';
import { EntraError } from '../errors.ts';
import { Form } from '../form.ts';
import { authorizationCode } from '../grants/authorization-code.ts';
import { clientCredentials } from '../grants/client-credentials.ts';
import { deviceCode } from '../grants/device-code.ts';
import type { Grant } from '../grants/grant.ts';
import { onBehalfOf } from '../grants/on-behalf-of.ts';
import { password } from '../grants/password.ts';
import { refreshToken } from '../grants/refresh-token.ts';
import { tenantSegment } from './tenant.ts';
import { asVersion1, withScope } from './version-1.ts';

const grants = new Map<string, Grant>([
  ['authorization_code', authorizationCode],
  ['refresh_token', refreshToken],
  ['client_credentials', clientCredentials],
  ['urn:ietf:params:oauth:grant-type:jwt-bearer', onBehalfOf],
  ['password', password],
  ['urn:ietf:params:oauth:grant-type:device_code', deviceCode],
  // The name from before RFC 8628, which some clients still send.
  ['device_code', deviceCode],
]);

function findGrant(name: string): Grant {
  const grant = grants.get(name);
  if (grant) return grant;
  throw new EntraError(70003, `The app requested an unsupported grant type '${name}'.`);
}

/** A body of any other type is as good as none to Entra. */
const readForm = ({ headers, body }: FastifyRequest): Form =>
  new Form(headers['content-type']?.startsWith('application/x-www-form-urlencoded') ? body : {});

/** `POST /{tenant}/oauth2/v2.0/token`, and version 1 of it (wire §3.2). */
export function registerToken(app: FastifyInstance, entra: Entra): void {
  const refuseGet = (): never => {
    throw new EntraError(
      900561,
      'The endpoint only accepts POST requests. Received a GET request.',
    );
  };
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    tenantSegment(request.params);
    const form = withScope(readForm(request));
    const grant = findGrant(form.require('grant_type'));
    const client = await identifyClient(entra, form, request.headers.authorization);
    request.sandboxCaller = client.application.clientId;
    const tokens = await grant(entra, { client, form });
    return reply
      .header('cache-control', 'no-store, no-cache')
      .header('pragma', 'no-cache')
      .send(asVersion1(entra, form, tokens));
  };
  for (const endpoint of ['/:tenant/oauth2/v2.0/token', '/:tenant/oauth2/token']) {
    app.get(endpoint, refuseGet);
    app.post(endpoint, answer);
  }
}
