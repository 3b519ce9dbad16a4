import { z } from 'zod';
import type { Actor } from '../../../ports/actor.ts';
import { readJson } from '../../fetch/json.ts';
import type { BatchRequest } from '../batch.ts';
import type { DataverseClient } from '../dataverse-client.ts';
import { quoted, withoutWildcards } from '../literal.ts';
import type { Row } from '../tables.ts';

export const row = z.record(z.string(), z.unknown());
const rows = z.object({ value: z.array(row) });

/** A filter for rows that have the text in one of the columns; empty where there is no text. */
export const containsIn = (columns: readonly string[], wanted: string): string[] => {
  if (!wanted) return [];
  const literal = quoted(withoutWildcards(wanted));
  return [`(${columns.map((column) => `contains(${column},${literal})`).join(' or ')})`];
};

export const number = (from: Row, column: string): number | null => {
  const value = from[column];
  return typeof value === 'number' ? value : null;
};

/** Answers a request's JSON. @throws Failure for every answer of 400 and above. */
export async function ask(
  client: DataverseClient,
  actor: Actor,
  request: BatchRequest,
  signal: AbortSignal,
): Promise<Row> {
  const answer = await client.request(actor, request, signal);
  if (answer.status >= 400) throw client.failure(answer);
  return readJson(answer.body, row, 'crm');
}

/** The rows of a list. @throws Failure. */
export async function askRows(
  client: DataverseClient,
  actor: Actor,
  request: BatchRequest,
  signal: AbortSignal,
): Promise<Row[]> {
  const answer = await client.request(actor, request, signal);
  if (answer.status >= 400) throw client.failure(answer);
  return readJson(answer.body, rows, 'crm').value;
}
