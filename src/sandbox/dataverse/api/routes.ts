import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parseBatch } from '../batch/parse.ts';
import { runBatch } from '../batch/run.ts';
import { writeBatch } from '../batch/write.ts';
import { methodNotAllowed, urlTooLong } from '../errors.ts';
import { answerLegacySearch } from '../search/legacy.ts';
import { registerLimitsControl } from '../limits/control.ts';
import { isSearch, withinLimits } from '../limits/guard.ts';
import { Limiter } from '../limits/limiter.ts';
import type { AccessToken } from '../../entra/door.ts';
import {
  authenticate,
  callerOf,
  challenge,
  principalsOf,
  type DataverseDeps,
} from './authenticate.ts';
import { dispatch } from './dispatch.ts';
import { parsePrefer } from './prefer.ts';
import type { ApiRequest, ApiResponse, Context } from './types.ts';

const jsonType = 'application/json; odata.metadata=minimal';

function send(reply: FastifyReply, { status, headers, body }: ApiResponse): FastifyReply {
  reply.code(status).headers({
    'OData-Version': '4.0',
    REQ_ID: randomUUID(),
    'x-ms-service-request-id': randomUUID(),
    'x-ms-dop-hint': '4',
    ...headers,
  });
  if (body === undefined) return reply.send();
  if (typeof body === 'string') return reply.send(body);
  return reply.header('content-type', jsonType).send(JSON.stringify(body));
}

/**
 * `/api/data/v9.2/contacts?$top=1` → root `/api/data/v9.2` and what is below it. A search below
 * `/api/search/v2.0` is the operation of the Web API (`searchquery`).
 */
function splitUrl(url: string): { root: string; path: string } | undefined {
  const search = /^\/api\/search\/v[12]\.0\/(\w+)/.exec(url)?.[1];
  if (search) return { root: '/api/data/v9.2', path: `search${search}` };
  const match = /^(\/api\/data\/v9\.[0-2])(?:\/([^]*))?$/.exec(url);
  return match?.[1] ? { root: match[1], path: match[2] ?? '' } : undefined;
}

async function answerBatch(
  context: Context,
  request: FastifyRequest,
  { method, headers, body }: ApiRequest,
): Promise<ApiResponse> {
  if (method !== 'POST') throw methodNotAllowed(method);
  const items = parseBatch(headers['content-type'] ?? '', body);
  const { status, items: answers } = await runBatch(
    // A part of a batch meets faults like a request of its own.
    {
      ...context,
      meetFault: ({ method: of, path, body: text }) =>
        request.server.meetFault(of, `/api/data/v9.2/${path.replace(/^\//, '')}`, text),
    },
    items,
    parsePrefer(headers).isContinueOnError,
  );
  const statuses = answers.flatMap((answer, index) => {
    const requests = [items[index] ?? []].flat();
    const parts = [answer].flat();
    // A change set that failed has one answer for all of its requests.
    return requests.map((part, i) => ({
      method: part.method,
      path: part.path,
      status: (parts[i] ?? parts[0])?.response.status ?? 0,
    }));
  });
  request.sandboxParts = statuses;
  const { contentType, body: text } = writeBatch(answers);
  return { status, headers: { 'Content-Type': contentType }, body: text };
}

const bodyText = (body: unknown): string => (typeof body === 'string' ? body : '');

interface Service {
  deps: DataverseDeps;
  organizationId: string;
  limiter: Limiter;
}

/** Characters of a request's address; inside a batch twice as many are taken. */
const longestUrl = 32_768;

/** Answers a request of the Web API whose token is valid. Throws as `dispatch`. */
async function answerFor(
  { deps, organizationId }: Service,
  request: FastifyRequest,
  apiRequest: ApiRequest,
  { root, token }: { root: string; token: AccessToken },
): Promise<ApiResponse> {
  const { db, now } = deps;
  const caller = await callerOf(db, token);
  const context: Context = {
    db,
    isInTransaction: false,
    now,
    root: deps.urls.dataverse + root,
    principals: await principalsOf(db, caller, apiRequest.headers),
    organizationId,
    meetHook: (hook, subject) => request.server.meetHook(hook, subject),
  };
  const legacy = /^\/api\/search\/v1\.0\/(\w+)/.exec(request.url)?.[1];
  if (request.url.length > longestUrl) throw urlTooLong(longestUrl);
  if (legacy) return answerLegacySearch(context, apiRequest, legacy);
  const isBatch = /^\$batch(?:\?|$)/.test(apiRequest.path);
  return isBatch ? answerBatch(context, request, apiRequest) : dispatch(context, apiRequest);
}

async function answer(
  service: Service,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { deps, limiter } = service;
  const { method, headers } = request;
  const token = await authenticate(deps, headers);
  if (!token) return send(reply, { status: 401, headers: { 'WWW-Authenticate': challenge(deps) } });
  const caller = token.isApplication ? token.applicationId : token.objectId;
  request.sandboxCaller = caller;
  const { path = '', root = '' } = splitUrl(request.raw.url ?? '') ?? {};
  const apiRequest = { method, headers, path, body: bodyText(request.body) };
  const counted = { caller, request: apiRequest, isSearch: isSearch(path) };
  const stopwatch = deps.stopwatch ?? (() => performance.now());
  const response = await withinLimits(limiter, stopwatch, counted, () =>
    answerFor(service, request, apiRequest, { root, token }),
  );
  return send(reply, response);
}

/** The Web API below `/api/data/v9.2` (v9.0 and v9.1 too); bodies are read as text. */
export async function registerApi(
  app: FastifyInstance,
  deps: DataverseDeps,
  organizationId: string,
): Promise<void> {
  const service = { deps, organizationId, limiter: new Limiter(deps.now, deps.limits) };
  registerLimitsControl(app, service.limiter);
  await app.register((api, _options, done) => {
    api.removeAllContentTypeParsers();
    api.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, parsed) =>
      parsed(null, body),
    );
    api.setErrorHandler((error: Error, _request, reply) => {
      const body = { error: { code: '0x80040216', message: error.message } };
      return send(reply, { status: 500, headers: {}, body });
    });
    api.all('/api/search/*', (request, reply) => answer(service, request, reply));
    api.all('/api/data/:version/*', (request, reply) => answer(service, request, reply));
    done();
  });
}
