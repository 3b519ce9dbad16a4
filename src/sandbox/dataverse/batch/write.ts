import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { ApiResponse } from '../api/types.ts';

export interface PartResponse {
  response: ApiResponse;
  contentId?: string;
}

export type ItemResponse = PartResponse | PartResponse[];

const crlf = '\r\n';
const partType = 'application/json; odata.metadata=minimal; odata.streaming=true';

function writeResponse({ status, headers, body }: ApiResponse): string {
  const type = { 'Content-Type': partType, 'OData-Version': '4.0' };
  const all = body === undefined ? { 'OData-Version': '4.0', ...headers } : { ...type, ...headers };
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...Object.entries(all).map(([name, value]) => `${name}: ${value}`),
    '',
    body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
  ].join(crlf);
}

const writePart = ({ response, contentId }: PartResponse): string =>
  [
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    ...(contentId === undefined ? [] : [`Content-ID: ${contentId}`]),
    '',
    writeResponse(response),
  ].join(crlf);

function writeItem(item: ItemResponse): string {
  if (!Array.isArray(item)) return writePart(item);
  const { contentType, body } = multipart('changesetresponse', item.map(writePart));
  return [`Content-Type: ${contentType}`, '', body].join(crlf);
}

function multipart(name: string, parts: string[]): { contentType: string; body: string } {
  const boundary = `${name}_${randomUUID()}`;
  const body = [...parts.map((part) => `--${boundary}${crlf}${part}`), `--${boundary}--`, ''];
  return { contentType: `multipart/mixed; boundary=${boundary}`, body: body.join(crlf) };
}

/** The answer to a batch as multipart/mixed. */
export const writeBatch = (items: ItemResponse[]): { contentType: string; body: string } =>
  multipart('batchresponse', items.map(writeItem));
