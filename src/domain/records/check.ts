import type { ColumnProblem, FieldProblem, FieldType, FieldValue, FormField } from './form.ts';
import type { FieldValues } from './form.ts';

const isText = (value: FieldValue): value is string => typeof value === 'string';

const isBlank = (value: FieldValue | undefined): boolean =>
  value === undefined ||
  (isText(value) ? value.trim() === '' : Array.isArray(value) && !value.length);

const looksLike: Partial<Record<FieldType, RegExp>> = {
  email: /^[^\s@<>]+@[^\s@<>.]+(?:\.[^\s@<>.]+)*$/u,
  date: /^\d{4}-\d{2}-\d{2}$/,
  datetime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z$/,
};

function problemOfText(field: FormField, value: FieldValue): FieldProblem | null {
  if (!isText(value)) return 'invalid';
  if (field.maxLength !== undefined && value.length > field.maxLength) return 'too-long';
  const pattern = looksLike[field.type];
  if (pattern && !pattern.test(value.trim())) return 'invalid';
  const isTime = field.type === 'date' || field.type === 'datetime';
  return isTime && Number.isNaN(Date.parse(value)) ? 'invalid' : null;
}

function problemOfNumber(
  { min, max, precision }: FormField,
  value: FieldValue,
): FieldProblem | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'invalid';
  if (precision === 0 && !Number.isInteger(value)) return 'invalid';
  const isInside = value >= (min ?? -Infinity) && value <= (max ?? Infinity);
  return isInside ? null : 'out-of-range';
}

function problemOfChoice({ options = [] }: FormField, chosen: unknown[]): FieldProblem | null {
  const isOption = (value: unknown): boolean => options.some((option) => option.value === value);
  return chosen.every(isOption) ? null : 'invalid';
}

function problemOfLookup({ targets = [] }: FormField, value: unknown): FieldProblem | null {
  const isRecord = typeof value === 'object' && value !== null && 'table' in value;
  return isRecord && targets.some((table) => table === value.table) ? null : 'invalid';
}

const problemOfParties = (field: FormField, value: FieldValue): FieldProblem | null =>
  Array.isArray(value) && value.every((one) => problemOfLookup(field, one) === null)
    ? null
    : 'invalid';

function problemOfValue(field: FormField, value: FieldValue): FieldProblem | null {
  switch (field.type) {
    case 'number':
    case 'money':
      return problemOfNumber(field, value);
    case 'choice':
      return problemOfChoice(field, [value]);
    case 'multichoice':
      return Array.isArray(value) ? problemOfChoice(field, value) : 'invalid';
    case 'boolean':
      return typeof value === 'boolean' ? null : 'invalid';
    case 'lookup':
      return problemOfLookup(field, value);
    case 'parties':
      return problemOfParties(field, value);
    default:
      return problemOfText(field, value);
  }
}

function problemOf(field: FormField, value: FieldValue | undefined): FieldProblem | null {
  if (value === undefined || isBlank(value))
    return field.required && field.initial === undefined ? 'required' : null;
  return problemOfValue(field, value);
}

/** What is wrong with the values of a form, in its order; values of other columns are not allowed. */
export function problemsOf(fields: readonly FormField[], values: FieldValues): ColumnProblem[] {
  const known = new Set(fields.map(({ column }) => column));
  const strange = Object.keys(values).filter((column) => !known.has(column));
  return [
    ...fields.flatMap((field) => {
      const problem = problemOf(field, values[field.column]);
      return problem ? [{ column: field.column, problem }] : [];
    }),
    ...strange.map((column) => ({ column, problem: 'not-allowed' as const })),
  ];
}

/** The values that say something, without blanks around texts. */
export const filled = (values: FieldValues): Record<string, FieldValue> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([column, value]) => {
      if (value === undefined || isBlank(value)) return [];
      return [[column, isText(value) ? value.trim() : value]];
    }),
  );
