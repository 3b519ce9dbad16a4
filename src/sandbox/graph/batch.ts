import { isObject, type GraphAnswer } from './call.ts';
import { badRequest } from './errors.ts';
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

function readPart(value: unknown): Part {
  if (!isObject(value)) throw badRequest('Every request of a batch is an object.');
  const { id, method, url, headers, body, dependsOn } = value;
  if (typeof id !== 'string' || id === '') throw badRequest("A request in a batch needs an 'id'.");
  if (typeof method !== 'string' || typeof url !== 'string') {
    throw badRequest(`Request '${id}' needs a 'method' and a 'url'.`);
  }
  const list = Array.isArray(dependsOn) ? dependsOn.map(String) : [];
  const given = isObject(headers) ? lowerCase(headers) : {};
  return { id, method: method.toUpperCase(), url, headers: given, body, dependsOn: list };
}

function readParts(body: unknown): Part[] {
  const requests = isObject(body) ? body['requests'] : undefined;
  if (!Array.isArray(requests) || requests.length === 0) {
    throw badRequest("A batch has 'requests'.");
  }
  if (requests.length > maxParts) {
    throw badRequest(`Number of batch request steps exceeds the maximum value of ${maxParts}.`);
  }
  const parts = requests.map(readPart);
  const ids = parts.map((part) => part.id);
  if (new Set(ids).size !== ids.length) throw badRequest('The ids of a batch must differ.');
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
  answerPart: (part: Part) => Promise<GraphAnswer>,
): Promise<{ responses: PartAnswer[]; parts: { method: string; path: string; status: number }[] }> {
  const parts = readParts(body);
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
