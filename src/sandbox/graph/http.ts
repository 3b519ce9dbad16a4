import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { EntraDoor } from '../entra/door.ts';
import { answer, errorBody } from './answer.ts';
import { runBatch } from './batch.ts';
import type { Caller, Graph, GraphAnswer, GraphRequest } from './call.ts';
import { badRequest, GraphError, methodNotAllowed, notBuilt } from './errors.ts';

const graphApplicationId = '00000003-0000-0000-c000-000000000000';
const contentType =
  'application/json; odata.metadata=minimal; odata.streaming=true; IEEE754Compatible=false; charset=utf-8';

const invalidToken = (message: string): GraphError =>
  new GraphError(401, 'InvalidAuthenticationToken', message, {
    'www-authenticate': 'Bearer realm="", authorization_uri="", error="invalid_token"',
  });

async function authenticate(
  entra: Pick<EntraDoor, 'verify'>,
  origin: string,
  header: string | undefined,
): Promise<Caller> {
  const token = /^Bearer\s+(\S+)$/i.exec(header ?? '')?.[1];
  if (!token) throw invalidToken('Access token is empty.');
  const audiences = [origin, 'https://graph.microsoft.com', graphApplicationId];
  const claims = await entra.verify(token, audiences).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : 'It cannot be verified.';
    throw invalidToken(`Access token validation failure. ${reason}`);
  });
  return claims.isApplication
    ? { kind: 'application', id: claims.applicationId, permissions: claims.roles }
    : {
        kind: 'user',
        id: claims.objectId,
        app: claims.applicationId,
        permissions: claims.scopes,
      };
}

const headersOf = (request: FastifyRequest): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
  );

/** JSON and text bodies are kept as they are; what does not parse is the caller's mistake. */
function registerParsers(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    /^application\/([\w.-]+\+)?json/i,
    { parseAs: 'string' },
    (_request, body, done) => {
      try {
        done(null, body === '' ? undefined : JSON.parse(String(body)));
      } catch {
        done(badRequest('Unable to read JSON request payload.'));
      }
    },
  );
  app.addContentTypeParser(/^image\//i, { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    done(null, body === '' ? undefined : body);
  });
}

const send = (reply: FastifyReply, { status, headers = {}, body }: GraphAnswer): FastifyReply => {
  void reply.code(status).headers(headers);
  if (body === undefined) return reply.send();
  if (Buffer.isBuffer(body)) return reply.send(body);
  return reply.header('content-type', contentType).send(JSON.stringify(body));
};

/** A part of a batch meets faults like a request of its own: 429 inside a batch is a case to try. */
async function answerPart(
  app: FastifyInstance,
  graph: Graph,
  request: GraphRequest,
): Promise<GraphAnswer> {
  const { method, url, body } = request;
  const text = body === undefined ? undefined : JSON.stringify(body);
  const fault = await app.meetFault(method, `/v1.0${url}`, text);
  return fault ?? answer(graph, request, randomUUID());
}

async function respond(
  graph: Graph,
  entra: Pick<EntraDoor, 'verify'>,
  request: FastifyRequest,
): Promise<GraphAnswer> {
  const headers = headersOf(request);
  const caller = await authenticate(entra, graph.origin, headers['authorization']);
  request.sandboxCaller = caller.id;
  const url = request.url.slice('/v1.0'.length);
  if (/^\/\$batch\/?$/i.test(url)) {
    if (request.method !== 'POST') throw methodNotAllowed();
    const { responses, parts } = await runBatch(request.body, graph.origin, (part) =>
      answerPart(request.server, graph, { ...part, caller }),
    );
    request.sandboxParts = parts;
    return { status: 200, body: { responses } };
  }
  const inner: GraphRequest = { method: request.method, url, headers, body: request.body, caller };
  return answer(graph, inner, request.id);
}

/** What an exception says to the caller; what nobody foresaw goes to the console as well. */
function asGraphError(error: unknown): GraphError {
  if (error instanceof GraphError) return error;
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  if (error instanceof Error && typeof status === 'number' && status < 500) {
    return new GraphError(status, 'BadRequest', error.message);
  }
  process.emitWarning(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return new GraphError(500, 'InternalServerError', 'The sandbox failed; see its console.');
}

/** What is outside v1.0: the beta, which the sandbox leaves out, or no version at all. */
function withoutVersion({ method, url }: FastifyRequest): GraphError {
  const [, version = ''] = url.split(/[/?]/);
  if (version.toLowerCase() === 'beta') return notBuilt(`the beta version: ${method} ${url}`);
  if (version.toLowerCase() === 'v1.0') return methodNotAllowed();
  return badRequest(`Invalid version: ${version}`);
}

const clientId = (request: FastifyRequest): string | undefined =>
  headersOf(request)['client-request-id'];

/** Graph over HTTP: `/v1.0/…` for bearers of tokens. */
export function registerHttp(
  app: FastifyInstance,
  graph: Graph,
  entra: Pick<EntraDoor, 'verify'>,
): void {
  registerParsers(app);
  // Graph also sends Strict-Transport-Security, which would bind every server of localhost.
  app.addHook('onRequest', async (request, reply) => {
    const id = randomUUID();
    request.id = id;
    reply.headers({
      'cache-control': 'private',
      'request-id': id,
      'client-request-id': clientId(request) ?? id,
      'x-ms-ags-diagnostic': JSON.stringify({
        ServerInfo: {
          DataCenter: 'Sandbox',
          Slice: 'E',
          Ring: '1',
          ScaleUnit: '001',
          RoleInstance: 'SANDBOX',
        },
      }),
    });
  });
  const sendError = (request: FastifyRequest, reply: FastifyReply, error: GraphError) => {
    const ids = { request: request.id, client: clientId(request) };
    const { status, headers } = error;
    return send(reply, { status, headers, body: errorBody(error, ids, graph.now()) });
  };
  app.setErrorHandler((error, request, reply) => sendError(request, reply, asGraphError(error)));
  app.setNotFoundHandler((request, reply) => sendError(request, reply, withoutVersion(request)));
  app.route({
    method: ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'],
    url: '/v1.0/*',
    exposeHeadRoute: false,
    handler: async (request, reply) => send(reply, await respond(graph, entra, request)),
  });
}
