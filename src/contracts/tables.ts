import { z } from 'zod';
import { crmRecord, recordReference, tableName } from './record.ts';

/** BCP 47 tag of the pane's language; labels come in it where the CRM has them. */
export const language = z
  .string()
  .regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/)
  .max(35)
  .default('en');

/** A column's logical name. */
export const columnName = z.string().regex(/^[a-z][a-z0-9_]{0,99}$/);

/** `GET /api/tables`. */
export const tablesQuery = z.object({ language });

/** A table of which the caller may make records in the pane (UI-12). */
export const creatableTable = z.object({
  table: tableName,
  label: z.string(),
  collectionLabel: z.string(),
  isActivity: z.boolean(),
  /** Whether a tracked item, or an activity, may be regarding its records. */
  canBeRegarding: z.boolean(),
});
export type CreatableTable = z.infer<typeof creatableTable>;

export const tablesResponse = z.object({
  /** By label, in the language's order. */
  tables: z.array(creatableTable),
  /** Whether the caller may connect two records (L-04). */
  canConnect: z.boolean(),
});
export type TablesResponse = z.infer<typeof tablesResponse>;

export const fieldType = z.enum([
  'text',
  'multiline',
  'email',
  'phone',
  'url',
  'number',
  'money',
  'date',
  'datetime',
  'choice',
  'multichoice',
  'boolean',
  'lookup',
  /** People on an activity: several records. */
  'parties',
]);
export type FieldType = z.infer<typeof fieldType>;

/** `{ value: 2, label: 'Warm' }`; of a boolean 0 and 1. */
export const fieldOption = z.object({ value: z.int(), label: z.string() });

/**
 * What a field holds: text, days and times (`2026-11-22`, UTC ISO 8601), numbers, a choice's value,
 * several, a boolean, the record a look-up refers to, or the people of a list.
 */
export const fieldValue = z.union([
  z.string().max(100_000),
  z.number(),
  z.boolean(),
  z.array(z.int()).max(500),
  recordReference,
  z.array(recordReference).min(1).max(100),
]);
export type FieldValue = z.infer<typeof fieldValue>;

/** One column of a form. */
export const formField = z.object({
  column: columnName,
  label: z.string(),
  type: fieldType,
  required: z.boolean(),
  /** Characters. */
  maxLength: z.int().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** Digits after the point; 0 for whole numbers. */
  precision: z.int().optional(),
  options: z.array(fieldOption).optional(),
  /** Tables a look-up, or a list of people, may refer to. */
  targets: z.array(tableName).optional(),
  /** What a new record has where nothing is given. */
  initial: fieldValue.optional(),
});
export type FormField = z.infer<typeof formField>;

/** `GET /api/tables/:table/form`. `also`: further columns with commas between, as far as there are. */
export const formQuery = z.object({
  language,
  also: z
    .string()
    .max(2_000)
    .transform((text) => text.split(','))
    .pipe(z.array(columnName).max(40))
    .optional(),
});

export const formResponse = z.object({
  table: creatableTable,
  fields: z.array(formField),
  /** Columns the form requires and the pane cannot ask for: the record is made in the CRM. */
  unsupported: z.array(z.string()),
  /** Where the CRM makes a record of the table. */
  createUrl: z.url(),
});
export type FormResponse = z.infer<typeof formResponse>;

/** `POST /api/records`. */
export const createRequest = z.strictObject({
  table: tableName,
  /** Chosen by the pane, once a form: the same request again makes no second record. */
  id: z.guid(),
  values: z.record(columnName, fieldValue).refine((values) => Object.keys(values).length <= 200),
  /** The person saw the possible duplicates and wants the record anyway (CT-07). */
  allowDuplicates: z.boolean().optional(),
});
export type CreateRequest = z.infer<typeof createRequest>;

/** Why a value is not taken; the pane has a sentence for each. */
export const fieldProblem = z.enum([
  'required',
  'too-long',
  'out-of-range',
  'invalid',
  'not-allowed',
  'gone',
]);
export type FieldProblem = z.infer<typeof fieldProblem>;

export const createResponse = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('created'), record: crmRecord }),
  /** Nothing was made: the CRM knows records like it (CT-07). */
  z.object({ outcome: z.literal('duplicates'), records: z.array(crmRecord) }),
  /** Nothing was made. */
  z.object({
    outcome: z.literal('invalid'),
    problems: z.array(z.object({ column: columnName, problem: fieldProblem })),
    /** What a rule of the CRM says against it, in its own words. */
    message: z.string().optional(),
  }),
]);
export type CreateResponse = z.infer<typeof createResponse>;

/** `GET /api/accounts/for-domain?domain=…`: accounts an address of that domain may belong to. */
export const domainQuery = z.object({
  domain: z
    .string()
    .max(253)
    .regex(/^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u),
});
export const domainResponse = z.object({ accounts: z.array(crmRecord) });
export type DomainResponse = z.infer<typeof domainResponse>;

/** `POST /api/connections` (L-04): connects two records. */
export const connectRequest = z.strictObject({
  id: z.guid(),
  from: recordReference,
  to: recordReference,
  /** What each is to the other, by the id of a connection role. */
  fromRole: z.guid().optional(),
  toRole: z.guid().optional(),
  description: z.string().trim().max(2_000).optional(),
});
export type ConnectRequest = z.infer<typeof connectRequest>;

/** `GET /api/connection-roles`: what records can be to each other, by name. */
export const connectionRolesResponse = z.object({
  roles: z.array(z.object({ id: z.guid(), name: z.string() })),
});
export type ConnectionRolesResponse = z.infer<typeof connectionRolesResponse>;
