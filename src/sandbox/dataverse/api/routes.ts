import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parseBatch } from '../batch/parse.ts';
import { refuseOtherUsers, runBatch } from '../batch/run.ts';
import { writeBatch } from '../batch/write.ts';
import { methodNotAllowed, notBuilt } from '../errors.ts';
import { authenticate, challenge, principalsOf, type DataverseDeps } from './authenticate.ts';
import { dispatch } from './dispatch.ts';
import { errorResponse } from './error-response.ts';
import { parsePrefer } from './prefer.ts';
import type { ApiRequest, ApiResponse, Context } from './types.ts';

const jsonType = 'application/json; odata.metadata=minimal';

function send(reply: FastifyReply, { status, headers, body }: ApiResponse): FastifyReply {
  reply.code(status).headers({
    'OData-Version': '4.0',
    REQ_ID: randomUUID(),
    'x-ms-service-request-id': randomUUID(),
    'x-ms-dop-hint': '4',
    'x-ms-ratelimit-burst-remaining-xrm-requests': '5999',
    'x-ms-ratelimit-time-remaining-xrm-requests': '1,200.00',
    ...headers,
  });
  if (body === undefined) return reply.send();
  if (typeof body === 'string') return reply.send(body);
  return reply.header('content-type', jsonType).send(JSON.stringify(body));
}

/** `/api/data/v9.2/contacts?$top=1` → root `/api/data/v9.2` and what is below it. */
function splitUrl(url: string): { root: string; path: string } | undefined {
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
  refuseOtherUsers(items, headers);
  const { status, items: answers } = await runBatch(
    context,
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

async function answer(
  deps: DataverseDeps,
  organizationId: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { method, headers } = request;
  const place = splitUrl(request.raw.url ?? '');
  const token = await authenticate(deps, headers);
  if (!token) return send(reply, { status: 401, headers: { 'WWW-Authenticate': challenge(deps) } });
  request.sandboxCaller = token.isApplication ? token.applicationId : token.objectId;
  const apiRequest = { method, headers, path: place?.path ?? '', body: bodyText(request.body) };
  try {
    const context: Context = {
      db: deps.db,
      isInTransaction: false,
      now: deps.now,
      root: deps.urls.dataverse + (place?.root ?? ''),
      principals: await principalsOf(deps, token, headers),
      organizationId,
    };
    const isBatch = /^\$batch(?:\?|$)/.test(apiRequest.path);
    const response = isBatch
      ? await answerBatch(context, request, apiRequest)
      : await dispatch(context, apiRequest);
    return await send(reply, response);
  } catch (error) {
    return send(reply, errorResponse(error, apiRequest));
  }
}

/** The Web API below `/api/data/v9.2` (v9.0 and v9.1 too); bodies are read as text. */
export async function registerApi(
  app: FastifyInstance,
  deps: DataverseDeps,
  organizationId: string,
): Promise<void> {
  await app.register((api, _options, done) => {
    api.removeAllContentTypeParsers();
    api.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, parsed) =>
      parsed(null, body),
    );
    api.setErrorHandler((error: Error, _request, reply) => {
      const body = { error: { code: '0x80040216', message: error.message } };
      return send(reply, { status: 500, headers: {}, body });
    });
    api.all('/api/search/*', (request, reply) =>
      send(reply, errorResponse(notBuilt('Dataverse search'), request)),
    );
    api.all('/api/data/:version/*', (request, reply) =>
      answer(deps, organizationId, request, reply),
    );
    done();
  });
}
