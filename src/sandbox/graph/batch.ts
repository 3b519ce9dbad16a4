import { isObject, type GraphAnswer } from './call.ts';
import { badRequest, type GraphError } from './errors.ts';
import type { Json } from './store/schema.ts';

interface Part {
  id: string;
  method: string;
  url: string;
  headers: Record<string, string>;
  body: unknown;
  dependsOn: string[];
}

interface PartAnswer {
  id: string;
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Exchange works on four requests of a batch at once. */
const concurrency = 4;
const maxParts = 20;

const lowerCase = (headers: Json): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );

const methods = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'];
const writes = ['POST', 'PATCH', 'PUT'];

const invalidBatch = (): GraphError => badRequest('Invalid batch payload format.');

/** Urls are relative to the version; an address of the service itself is taken as well. */
function relativeUrl(url: string, origin: string): string {
  const path = url.startsWith(`${origin}/`) ? url.slice(origin.length) : url;
  if (/^[a-z][a-z\d+.-]*:/i.test(path)) throw invalidBatch();
  const relative = `/${path.replace(/^\/+/, '')}`.replace(/^\/v1\.0(?=\/)/i, '');
  if (/^\/\$batch\b/i.test(relative)) throw badRequest('Nested batch requests are not supported.');
  return relative;
}

/** What is written needs a body and its type, even where it is empty. */
function requireBody({ id, method, headers, body }: Part): void {
  if (writes.includes(method) && (body === undefined || !('content-type' in headers))) {
    throw badRequest(`Write request id : ${id} does not contain Content-Type header or body.`);
  }
}

function readPart(value: unknown, origin: string): Part {
  if (!isObject(value)) throw invalidBatch();
  const { id, method: verb, url, headers, body, dependsOn } = value;
  if (typeof id !== 'string' || id === '') throw invalidBatch();
  if (typeof verb !== 'string' || typeof url !== 'string') throw invalidBatch();
  const method = verb.toUpperCase();
  if (!methods.includes(method)) {
    throw badRequest(`Request Id : ${id} has an unsupported HTTP method '${verb}'.`);
  }
  const list = Array.isArray(dependsOn) ? dependsOn.map(String) : [];
  const given = isObject(headers) ? lowerCase(headers) : {};
  const path = relativeUrl(url, origin);
  const part: Part = { id, method, url: path, headers: given, body, dependsOn: list };
  requireBody(part);
  return part;
}

function readParts(body: unknown, origin: string): Part[] {
  const requests = isObject(body) ? body['requests'] : undefined;
  if (!Array.isArray(requests) || requests.length === 0) throw invalidBatch();
  if (requests.length > maxParts) {
    throw badRequest(`Number of batch request steps exceeds the maximum value of ${maxParts}.`);
  }
  const parts = requests.map((one) => readPart(one, origin));
  const ids = parts.map((part) => part.id);
  const twin = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twin !== undefined) throw badRequest(`Request Id : ${twin} has to be unique in a batch.`);
  for (const [index, part] of parts.entries()) {
    const unknown = part.dependsOn.find((id) => !ids.slice(0, index).includes(id));
    if (unknown !== undefined) {
      throw badRequest(`Request '${part.id}' depends on '${unknown}', which does not precede it.`);
    }
  }
  return parts;
}

const failedDependency = (id: string): PartAnswer => ({
  id,
  status: 424,
  headers: { 'Content-Type': 'application/json' },
  body: { error: { code: 'FailedDependency', message: 'A request it depends on failed.' } },
});

/** In a batch bytes travel in base64. */
const asJson = (body: unknown): unknown => (Buffer.isBuffer(body) ? body.toString('base64') : body);

const present = (id: string, { status, headers = {}, body }: GraphAnswer): PartAnswer => ({
  id,
  status,
  headers: {
    'Cache-Control': 'private',
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
    ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [titleCase(name), value])),
  },
  ...(body !== undefined && { body: asJson(body) }),
});

const titleCase = (name: string): string => name.replaceAll(/\b[a-z]/g, (c) => c.toUpperCase());

/** Runs a batch: four parts at a time, each after those it depends on. `answerPart` answers one. */
export async function runBatch(
  body: unknown,
  origin: string,
  answerPart: (part: Part) => Promise<GraphAnswer>,
): Promise<{ responses: PartAnswer[]; parts: { method: string; path: string; status: number }[] }> {
  const parts = readParts(body, origin);
  const done = new Map<string, Promise<PartAnswer>>();
  const runPart = async (part: Part): Promise<PartAnswer> => {
    const needed = await Promise.all(part.dependsOn.flatMap((id) => done.get(id) ?? []));
    if (needed.some((one) => one.status >= 400)) return failedDependency(part.id);
    return present(part.id, await answerPart(part));
  };
  const lanes: Promise<unknown>[] = Array.from({ length: concurrency }, () => Promise.resolve());
  parts.forEach((part, index) => {
    const result = (lanes[index % concurrency] ?? Promise.resolve()).then(() => runPart(part));
    lanes[index % concurrency] = result;
    done.set(part.id, result);
  });
  const responses = await Promise.all([...done.values()]);
  const log = parts.map(({ method, url }, index) => ({
    method,
    path: url,
    status: responses[index]?.status ?? 0,
  }));
  return { responses, parts: log };
}
