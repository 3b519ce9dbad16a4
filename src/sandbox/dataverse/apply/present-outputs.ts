import type { Preferences } from '../api/prefer.ts';
import type { Context } from '../api/types.ts';
import { formatted, type Names } from '../read/formatted.ts';
import { loadNames } from '../read/present.ts';
import { isReference, type Value } from '../store/rows.ts';
import type { Output } from './relation.ts';

const display = 'OData.Community.Display.V1.FormattedValue';
const whole = new Intl.NumberFormat('en-US');

function shown({ subject, isCount }: Output, value: Value, names: Names): string | undefined {
  if (isCount) return whole.format(Number(value));
  const column = subject?.table.columns[subject.name];
  return subject && column && formatted(subject.table, subject.name, column, value, names);
}

function present(
  outputs: readonly Output[],
  row: Record<string, Value>,
  { wantsAnnotation }: Preferences,
  names: Names,
): object {
  const json: Record<string, unknown> = {};
  for (const [index, output] of outputs.entries()) {
    const value = row[`c${index}`] ?? null;
    if (value === null) continue;
    const text = shown(output, value, names);
    if (text !== undefined && wantsAnnotation(display)) {
      json[`${output.property}@${display}`] = text;
    }
    json[output.property] = isReference(value) ? value.id : value;
  }
  return json;
}

/** Groups and aggregates as JSON: values `c0`, `c1`, … by property; what is empty is left out. */
export async function presentOutputs(
  { db }: Pick<Context, 'db'>,
  outputs: readonly Output[],
  rows: readonly Record<string, Value>[],
  preferences: Preferences,
): Promise<object[]> {
  const names: Names = preferences.wantsAnyAnnotation
    ? await loadNames(
        db,
        rows.map((data) => ({ data })),
      )
    : new Map();
  return rows.map((row) => present(outputs, row, preferences, names));
}
