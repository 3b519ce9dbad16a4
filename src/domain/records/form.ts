import type { RecordRef } from '../mail/email-activity.ts';

/** What a field asks for; the CRM's many kinds of columns come down to these. */
export type FieldType =
  | 'text'
  | 'multiline'
  | 'email'
  | 'phone'
  | 'url'
  | 'number'
  | 'money'
  | 'date'
  | 'datetime'
  | 'choice'
  | 'multichoice'
  | 'boolean'
  | 'lookup'
  | 'parties';

/** Text, days (`2026-11-22`), times (UTC, ISO 8601), numbers, choices, a record, or several. */
export type FieldValue = string | number | boolean | number[] | RecordRef | RecordRef[];
export type FieldValues = Readonly<Partial<Record<string, FieldValue>>>;

/** One column of a form. */
export interface FormField {
  column: string;
  label: string;
  type: FieldType;
  required: boolean;
  /** Characters. */
  maxLength?: number | undefined;
  min?: number | undefined;
  max?: number | undefined;
  /** Digits after the point; 0 for whole numbers. */
  precision?: number | undefined;
  options?: { value: number; label: string }[] | undefined;
  /** Tables a look-up, or a list of people, may refer to. */
  targets?: string[] | undefined;
  /** What a new record has where nothing is given. */
  initial?: FieldValue | undefined;
}

/** A table of which somebody may make records in the pane (UI-12). */
export interface CreatableTable {
  table: string;
  label: string;
  collectionLabel: string;
  isActivity: boolean;
  /** Whether an item, or an activity, may be regarding its records. */
  canBeRegarding: boolean;
}

export interface Form {
  table: CreatableTable;
  fields: FormField[];
  /** Labels of required columns nobody can be asked for here. */
  unsupported: string[];
}

/** Why a value is not taken. */
export type FieldProblem =
  'required' | 'too-long' | 'out-of-range' | 'invalid' | 'not-allowed' | 'gone';

export interface ColumnProblem {
  column: string;
  problem: FieldProblem;
}
