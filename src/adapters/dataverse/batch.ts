/** One request inside a `$batch`. */
export interface BatchRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Absolute path with its query: `/api/data/v9.2/contacts?$select=…`. */
  path: string;
  headers?: Record<string, string>;
  body?: object;
}

/** A change set succeeds or fails as a whole. */
export type BatchItem = BatchRequest | { changeSet: BatchRequest[] };

export interface BatchAnswer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
}

const newLine = '\r\n';

function part(request: BatchRequest, contentId?: number): string {
  const { method, path, headers, body } = request;
  return [
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    ...(contentId === undefined ? [] : [`Content-ID: ${contentId}`]),
    '',
    `${method} ${path} HTTP/1.1`,
    'Accept: application/json',
    ...(body ? ['Content-Type: application/json; type=entry'] : []),
    ...Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`),
    '',
    body ? JSON.stringify(body) : '',
  ].join(newLine);
}

const multipart = (boundary: string, parts: string[]): string =>
  [
    ...parts.map((text) => `--${boundary}${newLine}${text}${newLine}`),
    `--${boundary}--${newLine}`,
  ].join('');

function changeSetPart(requests: BatchRequest[], boundary: string): string {
  const parts = requests.map((request, index) => part(request, index + 1));
  return [
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    multipart(boundary, parts),
  ].join(newLine);
}

/**
 * The body of a `POST $batch` (OData 4.0 Part 1, §11.7).
 * @param id makes the boundaries; no content may contain it.
 */
export function writeBatch(items: BatchItem[], id: string): { contentType: string; body: string } {
  const boundary = `batch_${id}`;
  const parts = items.map((item, index) =>
    'changeSet' in item ? changeSetPart(item.changeSet, `changeset_${index}_${id}`) : part(item),
  );
  return {
    contentType: `multipart/mixed; boundary="${boundary}"`,
    body: multipart(boundary, parts),
  };
}

const boundaryOf = (contentType: string | undefined): string | undefined =>
  /boundary="?([^";\s]+)"?/i.exec(contentType ?? '')?.[1];

/** Headers and what follows the first empty line. */
function splitHead(text: string): { lines: string[]; rest: string } {
  const match = /\r?\n\r?\n/.exec(text);
  const head = match ? text.slice(0, match.index) : text;
  const rest = match ? text.slice(match.index + match[0].length) : '';
  return { lines: head.split(/\r?\n/), rest };
}

const readHeaders = (lines: string[]): Record<string, string> =>
  Object.fromEntries(
    lines.flatMap((line) => {
      const colon = line.indexOf(':');
      if (colon < 1) return [];
      return [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]];
    }),
  );

function readAnswer(text: string): BatchAnswer {
  const { lines, rest } = splitHead(text.trimStart());
  const status = /^HTTP\/1\.1 (\d{3})/.exec(lines[0] ?? '')?.[1];
  if (status === undefined) throw new SyntaxError('A part of the batch answer has no status line');
  return { status: Number(status), headers: readHeaders(lines.slice(1)), body: rest.trim() };
}

function partsOf(body: string, boundary: string): string[] {
  const pieces = `\r\n${body}`.split(new RegExp(`\\r?\\n--${escapePattern(boundary)}`));
  if (!pieces.at(-1)?.startsWith('--')) throw new SyntaxError('The batch answer is cut off');
  return pieces.slice(1, -1);
}

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * The answers to a `$batch`, one entry an item: a change set that worked has the answers of its
 * requests, one that failed the single answer that says why.
 * @throws SyntaxError where it is no complete multipart answer.
 */
export function readBatch(contentType: string | undefined, body: string): BatchAnswer[][] {
  const boundary = boundaryOf(contentType);
  if (boundary === undefined) throw new SyntaxError('The batch answer names no boundary');
  return partsOf(body, boundary).map((text) => {
    const { lines, rest } = splitHead(text.replace(/^[ \t]*\r?\n/, ''));
    const type = readHeaders(lines)['content-type'];
    const inner = boundaryOf(type);
    return inner === undefined ? [readAnswer(rest)] : readBatch(type, rest).flat();
  });
}
