import type { Failure, FailureKind } from '../../ports/failure.ts';
import { failureOfAnswer } from '../fetch/failure-of.ts';
import { errorCodeOf } from '../fetch/json.ts';

/** A row with this primary or alternate key is there already (wire.md 1.2). */
const duplicateCodes: ReadonlySet<string> = new Set(['0x80040237', '0x80060892', '0x80040333']);

/** Codes that say more than the status they come with. */
const kinds: Record<string, FailureKind> = {
  '0x80072321': 'throttled',
  '0x80072322': 'throttled',
  '0x80072326': 'throttled',
  '0x80040217': 'not-found',
  '0x80060891': 'not-found',
  '0x80040333': 'refused',
};

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer | string;
}

export const isDuplicate = (answer: Answer): boolean =>
  answer.status >= 400 && duplicateCodes.has(errorCodeOf(answer.body).toLowerCase());

/** An answer of 400 and above from Dataverse. */
export function crmFailure(answer: Answer, now: Date): Failure {
  const code = errorCodeOf(answer.body);
  return failureOfAnswer(answer, { service: 'crm', code, now, kind: kinds[code.toLowerCase()] });
}
