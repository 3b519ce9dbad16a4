import { DataverseError } from '../errors.ts';
import { belowRoot } from '../write/reference.ts';
import type { ApiRequest } from '../api/types.ts';

export interface BatchRequest extends ApiRequest {
  contentId?: string;
}

/** A request of its own, or the requests of a change set. */
export type BatchItem = BatchRequest | BatchRequest[];

const invalid = (problem: string) =>
  new DataverseError('InvalidPayload', `The batch cannot be read: ${problem}.`);

function boundaryOf(contentType: string): string {
  const match = /multipart\/mixed\s*;.*?boundary\s*=\s*(?:"([^"]+)"|([^;\s]+))/is.exec(contentType);
  const boundary = match?.[1] ?? match?.[2];
  if (!boundary) throw invalid('its Content-Type must be multipart/mixed with a boundary');
  return boundary;
}

/** The parts between the boundary lines; lines end with LF here. */
function splitParts(text: string, boundary: string): string[] {
  const line = new RegExp(`\\n--${boundary.replace(/\W/g, '\\$&')}(?=--|[ \\t]*(?:\\n|$))`);
  const [, ...parts] = `\n${text}`.split(line);
  const end = parts.findIndex((part) => part.startsWith('--'));
  if (end < 0) throw invalid(`the end '--${boundary}--' is missing`);
  return parts.slice(0, end).map((part) => part.replace(/^[^\n]*\n/, ''));
}

/** Header lines up to the first empty line, and the rest. */
function splitHead(text: string): { headers: Record<string, string>; rest: string } {
  const [head = '', ...rest] = text.replace(/^\n+/, '').split('\n\n');
  const headers = head.split('\n').flatMap((line): [string, string][] => {
    const match = /^([^:\s]+)\s*:\s*(.*?)\s*$/.exec(line);
    return match ? [[(match[1] ?? '').toLowerCase(), match[2] ?? '']] : [];
  });
  return { headers: Object.fromEntries(headers), rest: rest.join('\n\n') };
}

function parseRequest(text: string): BatchRequest {
  const [line = '', ...lines] = text.replace(/^\n+/, '').split('\n');
  const match = /^([A-Z]+)\s+(.+?)(?:\s+HTTP\/\d(?:\.\d)?)?\s*$/i.exec(line);
  if (!match?.[1] || !match[2]) throw invalid(`'${line.slice(0, 80)}' is not a request line`);
  const content = lines.join('\n');
  // A request without headers has its empty line at once.
  const { headers, rest } = content.startsWith('\n')
    ? { headers: {}, rest: content.slice(1) }
    : splitHead(content);
  return {
    method: match[1].toUpperCase(),
    path: belowRoot(match[2]),
    headers,
    body: rest.trim(),
  };
}

/** A request's Content-ID: a header of its part, or of the request itself. */
function withContentId(request: BatchRequest, part: Record<string, string>): BatchRequest {
  const contentId = part['content-id'] ?? request.headers['content-id'];
  return typeof contentId === 'string' ? { ...request, contentId } : request;
}

function parsePart(part: string): BatchItem {
  const { headers, rest } = splitHead(part);
  const type = headers['content-type'] ?? '';
  if (!/^multipart\/mixed/i.test(type)) return withContentId(parseRequest(rest), headers);
  return splitParts(rest, boundaryOf(type)).map((inner) => {
    const item = parsePart(inner);
    if (Array.isArray(item)) throw invalid('a change set cannot hold another');
    return item;
  });
}

const largestBatch = 1000;

/** Reads the body of `$batch`; lines end with CRLF or LF. Throws a `DataverseError` (400). */
export function parseBatch(contentType: string, body: string): BatchItem[] {
  const text = body.replaceAll('\r\n', '\n');
  const items = splitParts(text, boundaryOf(contentType)).map(parsePart);
  if (items.flat().length <= largestBatch) return items;
  throw new DataverseError('InvalidArgument', `A batch holds at most ${largestBatch} requests.`);
}
