import type { ColumnProblem, FieldProblem, FieldValue } from '../../../domain/records/form.ts';
import type { Made } from '../../../ports/record-maker.ts';
import { errorCodeOf } from '../../fetch/json.ts';

/** What the CRM's refusals say of a value. */
const problems: Record<string, FieldProblem> = {
  '0x80040200': 'required',
  '0x80044331': 'too-long',
  '0x8004432f': 'out-of-range',
  '0x80044330': 'out-of-range',
  '0x8004431a': 'invalid',
  '0x80040239': 'invalid',
  '0x80048d19': 'invalid',
  '0x8004f502': 'not-allowed',
  '0x80040217': 'gone',
};

/** A plug-in or workflow of the customer refused it, with words for the person. */
const byRule = '0x80040265';
const longestMessage = 500;

const messageOf = (body: Buffer | string): string => {
  try {
    const value = JSON.parse(body.toString('utf8')) as { error?: { message?: unknown } } | null;
    const message = value?.error?.message;
    return typeof message === 'string' ? message : '';
  } catch {
    // A proxy's page says nothing about values.
    return '';
  }
};

const isNamed = (message: string, column: string, value: FieldValue): boolean => {
  const records = [value].flat().filter((one) => typeof one === 'object');
  if (records.some(({ id }) => message.includes(id.toLowerCase()))) return true;
  return new RegExp(`(?<![\\w])${column}(?![\\w])`).test(message);
};

/**
 * What a refusal says about the values, by the column it names; null where it says nothing of them.
 * Real answers name columns by their logical names, in sentences.
 */
export function refusalOf(
  { body }: { body: Buffer | string },
  values: Readonly<Record<string, FieldValue>>,
): Extract<Made, { outcome: 'invalid' }> | null {
  const code = errorCodeOf(body).toLowerCase();
  const message = messageOf(body);
  if (code === byRule) {
    return { outcome: 'invalid', problems: [], message: message.slice(0, longestMessage) };
  }
  const problem = problems[code];
  if (problem === undefined) return null;
  const found = Object.entries(values).flatMap(([column, value]): ColumnProblem[] =>
    isNamed(message.toLowerCase(), column, value) ? [{ column, problem }] : [],
  );
  return found.length > 0 ? { outcome: 'invalid', problems: found } : null;
}
