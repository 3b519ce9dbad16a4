import { sharedText } from './oracles.ts';

export const samplesPath = 'oracles/graph/http-samples.json';

export interface SampleRequest {
  method: string;
  /** Below the version, as written. */
  url: string;
  version: string;
  headers: Record<string, string>;
  /** JSON, or text; undefined for none. */
  body: unknown;
}

export interface Sample {
  /** Documentation page and position in it: `message-get 2`. */
  name: string;
  request: SampleRequest;
  /** Undefined where the page shows none. */
  status: number | undefined;
  /** Undefined where none is shown, or what is shown is no JSON. */
  body: unknown;
}

interface Block {
  file: string;
  meta: unknown;
  http: string;
}

const verb = /^(GET|POST|PATCH|PUT|DELETE)\s/;

/** Trailing commas and comments are all that keeps some bodies from being JSON. */
function parseBody(text: string): unknown {
  const body = text.replaceAll('\u00a0', ' ').trim();
  if (body === '') return undefined;
  const plain = body.replaceAll(/^\s*\/\/.*$/gm, '').replaceAll(/,(\s*[\]}])/g, '$1');
  for (const one of [body, plain]) {
    try {
      return JSON.parse(one) as unknown;
    } catch {
      // Tried in the other form next.
    }
  }
  return /^[[{]/.test(body) ? undefined : body;
}

/** First line, headers and body of a message as pages print it. */
function split(http: string): { first: string; headers: Record<string, string>; body: unknown } {
  const [start = '', ...more] = http.trim().split(/\r?\n/);
  // Some pages leave an empty line before the headers.
  const isHeader = (line: string) => /^\s*[\w-]+\s*:/.test(line);
  const gap = more[0]?.trim() === '' && isHeader(more[1] ?? '') ? 1 : 0;
  const lines = [start, ...more.slice(gap)];
  const headers: Record<string, string> = {};
  let index = 1;
  for (; index < lines.length; index += 1) {
    const header = /^\s*([\w-]+)\s*:\s*(.*)$/.exec(lines[index] ?? '');
    if (!header) break;
    headers[(header[1] ?? '').toLowerCase()] = (header[2] ?? '').trim();
  }
  return {
    first: (lines[0] ?? '').trim(),
    headers,
    body: parseBody(lines.slice(index).join('\n')),
  };
}

function readRequest(http: string): SampleRequest {
  const { first, headers, body } = split(http);
  const [, method = '', address = ''] = /^(\w+)\s+(.*?)(?:\s+HTTP\/1\.1)?$/.exec(first) ?? [];
  const [, version = 'v1.0', url = ''] =
    /^(?:https:\/\/graph\.microsoft\.com\/(?:api\/)?([\w.]+))?(\/?.*)$/.exec(address.trim()) ?? [];
  return { method, version, url: url.startsWith('/') ? url : `/${url}`, headers, body };
}

const blockType = (meta: unknown): unknown =>
  typeof meta === 'object' && meta !== null && 'blockType' in meta ? meta.blockType : undefined;

/** Some blocks hold a request and its answer, the request inside what should describe it. */
function requestIn(meta: unknown): string | undefined {
  if (typeof meta !== 'string') return undefined;
  const fences = meta.matchAll(/```[^\n]*\n\s*((?:GET|POST|PATCH|PUT|DELETE)\s[^]*?)```/g);
  // The first ones list the forms of the path.
  return [...fences].at(-1)?.[1];
}

/** Requests of Microsoft's pages with the answers printed after them. */
export function readSamples(): Sample[] {
  const blocks = JSON.parse(sharedText(samplesPath)) as Block[];
  const samples: Sample[] = [];
  const counts = new Map<string, number>();
  let open: Sample | undefined;
  const begin = (file: string, http: string): Sample => {
    const page = file.replace(/^.*\//, '').replace(/\.md$/, '');
    const position = (counts.get(page) ?? 0) + 1;
    counts.set(page, position);
    const sample = {
      name: `${page} ${position}`,
      request: readRequest(http),
      status: undefined,
      body: undefined,
    };
    samples.push(sample);
    return sample;
  };
  for (const { file, meta, http } of blocks) {
    const text = http.trim();
    const isAnswer = text.startsWith('HTTP/');
    const inner = requestIn(meta);
    if (inner !== undefined && isAnswer) open = begin(file, inner);
    if (verb.test(text)) {
      if (blockType(meta) === 'request' || typeof meta === 'string') open = begin(file, text);
    } else if (isAnswer && open && open.status === undefined) {
      const { first, body } = split(text);
      open.status = Number(/^HTTP\/\S+\s+(\d+)/.exec(first)?.[1]);
      open.body = body;
    }
  }
  return samples;
}
