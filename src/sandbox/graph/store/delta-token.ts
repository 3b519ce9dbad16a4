import { createHash } from 'node:crypto';
import { syncStateNotFound } from '../errors.ts';

/** Where a round of delta queries stands. Tokens also carry the query, as Exchange's do. */
export interface DeltaState {
  folder: number;
  /** Everything changed after this position is still to be told. */
  since: number;
  /** First round: position at its start; the changes after it come in the next round. */
  start?: number;
  /** First round: the last item served, by time (ms) and number. */
  after?: readonly [at: number, number: number];
  select?: string[];
  /** `$top`, for every page of the round. */
  size?: number;
  /** Items told in the first round. */
  served?: number;
  /** When the link was given, in ms. */
  given?: number;
  /** `receivedDateTime ge`, in ms. */
  receivedFrom?: number;
  changeType?: string;
  /** Of a view: its window in ms; what the client knew and what it is being told (`view_state`). */
  view?: { from: number; to: number; known: number; told: number; skip: number };
  /** Where the page before began. */
  before?: DeltaState;
}

const sign = (secret: string, payload: string): string =>
  createHash('sha256').update(`${secret}.${payload}`).digest('base64url').slice(0, 16);

export function writeToken(secret: string, state: DeltaState): string {
  const payload = Buffer.from(JSON.stringify(state)).toString('base64url');
  return `${payload}.${sign(secret, payload)}`;
}

/** Throws 410 `SyncStateNotFound` for a token that this store did not write for this folder. */
export function readToken(secret: string, token: string, folder: number): DeltaState {
  const [payload = '', signature] = token.split('.');
  if (signature !== sign(secret, payload)) throw syncStateNotFound();
  const state = JSON.parse(Buffer.from(payload, 'base64url').toString()) as DeltaState;
  if (state.folder !== folder) throw syncStateNotFound();
  return state;
}
