import { z } from 'zod';
import type { FieldType, FormField } from '../../../domain/records/form.ts';
import { partyMasks } from '../../../domain/records/party-lists.ts';
import { label, textOf } from './labels.ts';

const options = z.array(
  z.object({ Value: z.int(), Label: label, IsHidden: z.boolean().nullish() }),
);
const optionSet = z.object({
  Options: options.optional(),
  TrueOption: options.element.nullish(),
  FalseOption: options.element.nullish(),
});

/** `AttributeMetadata`, with what its own kind has besides. */
export const attribute = z.object({
  LogicalName: z.string(),
  MetadataId: z.guid(),
  AttributeType: z.string().nullable(),
  DisplayName: label,
  RequiredLevel: z.object({ Value: z.string() }),
  IsValidForCreate: z.boolean().nullable(),
  IsSecured: z.boolean().nullable(),
});
export type Attribute = z.infer<typeof attribute>;

export const details = z.object({
  LogicalName: z.string(),
  MaxLength: z.int().nullish(),
  FormatName: z.object({ Value: z.string() }).nullish(),
  MinValue: z.number().nullish(),
  MaxValue: z.number().nullish(),
  Precision: z.int().nullish(),
  Format: z.string().nullish(),
  DateTimeBehavior: z.object({ Value: z.string() }).nullish(),
  DefaultFormValue: z.int().nullish(),
  DefaultValue: z.boolean().nullish(),
  Targets: z.array(z.string()).nullish(),
  OptionSet: optionSet.nullish(),
  GlobalOptionSet: optionSet.nullish(),
});
export type Details = z.infer<typeof details>;

const choices = '$expand=OptionSet($select=Options),GlobalOptionSet($select=Options)';
const ranged = 'LogicalName,MinValue,MaxValue';

/** What is asked of each kind of column: type of the metadata → query. */
export const detailQueries: Readonly<Record<string, string>> = {
  String: '$select=LogicalName,MaxLength,FormatName',
  Memo: '$select=LogicalName,MaxLength',
  Integer: `$select=${ranged}`,
  Decimal: `$select=${ranged},Precision`,
  Double: `$select=${ranged},Precision`,
  Money: `$select=${ranged},Precision`,
  DateTime: '$select=LogicalName,Format,DateTimeBehavior',
  Picklist: `$select=LogicalName,DefaultFormValue&${choices}`,
  MultiSelectPicklist: `$select=LogicalName&${choices}`,
  Boolean: '$select=LogicalName,DefaultValue&$expand=OptionSet($select=TrueOption,FalseOption)',
  Lookup: '$select=LogicalName,Targets',
};

/** A column as it is asked for here; `field` is null where it cannot be. */
export interface Column {
  label: string;
  required: boolean;
  field: FormField | null;
  /** A day that the CRM keeps as an instant. */
  isInstant: boolean;
}

/** Filled by the CRM with the person who makes the record. */
const ownColumns = new Set(['Owner', 'State', 'Status']);

const textTypes: Record<string, FieldType> = {
  email: 'email',
  phone: 'phone',
  url: 'url',
  textarea: 'multiline',
};

type Own = Partial<FormField> & { type: FieldType };

const numeric = ({ MinValue, MaxValue, Precision }: Details, type: 'number' | 'money'): Own => ({
  type,
  precision: Precision ?? 0,
  ...(MinValue !== null && { min: MinValue }),
  ...(MaxValue !== null && { max: MaxValue }),
});

const chosen = ({ OptionSet, GlobalOptionSet }: Details, language: string): FormField['options'] =>
  (OptionSet?.Options ?? GlobalOptionSet?.Options ?? [])
    .filter(({ IsHidden }) => IsHidden !== true)
    .map(({ Value, Label }) => ({ value: Value, label: textOf(Label, language) }));

function ofBoolean({ OptionSet, DefaultValue }: Details, language: string): Own {
  const sides = [OptionSet?.FalseOption, OptionSet?.TrueOption];
  return {
    type: 'boolean',
    initial: DefaultValue ?? false,
    options: sides.flatMap((side, value) =>
      side ? [{ value, label: textOf(side.Label, language) }] : [],
    ),
  };
}

function ofChoice(found: Details, language: string): Own {
  const initial = found.DefaultFormValue ?? -1;
  return { type: 'choice', options: chosen(found, language), ...(initial >= 0 && { initial }) };
}

/** What is particular to a kind of column, by the name of its metadata's type. */
const readers: Record<string, (found: Details, language: string) => Own> = {
  String: (found) => ({
    type: textTypes[found.FormatName?.Value.toLowerCase() ?? ''] ?? 'text',
    maxLength: found.MaxLength ?? 100,
  }),
  Memo: (found) => ({ type: 'multiline', maxLength: found.MaxLength ?? 2_000 }),
  Integer: (found) => numeric(found, 'number'),
  Decimal: (found) => numeric(found, 'number'),
  Double: (found) => numeric(found, 'number'),
  Money: (found) => numeric(found, 'money'),
  DateTime: ({ Format }) => ({ type: Format === 'DateOnly' ? 'date' : 'datetime' }),
  Picklist: ofChoice,
  MultiSelectPicklist: (found, language) => ({
    type: 'multichoice',
    options: chosen(found, language),
  }),
  Boolean: ofBoolean,
  Lookup: ({ Targets }) => ({ type: 'lookup', targets: Targets ?? [] }),
};

/**
 * A column of a form; null where nobody can give it.
 * @param kind name of its metadata's type, `String`
 */
export function columnOf(
  given: Attribute,
  own: { kind: string; found: Details } | undefined,
  language: string,
): Column | null {
  const { AttributeType, IsValidForCreate, RequiredLevel } = given;
  if (IsValidForCreate === false || ownColumns.has(AttributeType ?? '')) return null;
  const text = textOf(given.DisplayName, language);
  const required = /^(?:System|Application)Required$/.test(RequiredLevel.Value);
  const isParties = AttributeType === 'PartyList';
  const isKnown = !isParties || given.LogicalName in partyMasks;
  const read = own && isKnown ? readers[own.kind] : undefined;
  if (!own || !read) return { label: text, required, field: null, isInstant: false };
  const field = { column: given.LogicalName, label: text, required, ...read(own.found, language) };
  if (isParties) field.type = 'parties';
  const isInstant = field.type === 'date' && own.found.DateTimeBehavior?.Value !== 'DateOnly';
  return { label: text, required, field, isInstant };
}
