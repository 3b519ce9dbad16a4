import { z } from 'zod';
import type { FormField } from '../../../domain/records/form.ts';
import type { Actor } from '../../../ports/actor.ts';
import { readJson } from '../../fetch/json.ts';
import type { BatchAnswer, BatchRequest } from '../batch.ts';
import { get } from '../dataverse-client.ts';
import type { DataverseClient } from '../dataverse-client.ts';
import { parameter, quoted } from '../literal.ts';
import { attribute, columnOf, detailQueries, details } from './columns.ts';
import type { Attribute, Column, Details } from './columns.ts';
import { quickCreate } from './definitions.ts';
import { formFor } from './form-conditions.ts';
import { controlsOf } from './form-xml.ts';
import type { FormControl } from './form-xml.ts';
import { inLanguage, isOf } from './labels.ts';
import type { Rights } from './rights.ts';

/** A form with what a record is written by. */
export interface WritableForm {
  fields: FormField[];
  /** Labels of required columns nobody can be asked for here. */
  unsupported: string[];
  /** Columns of days the CRM keeps as instants. */
  instants: ReadonlySet<string>;
  /** Navigation properties of look-ups: `customerid account` → `customerid_account`. */
  navigation: ReadonlyMap<string, string>;
}

const forms = z.object({ value: z.array(z.object({ formid: z.guid(), formxml: z.string() })) });
const attributes = z.object({ value: z.array(attribute) });
const detailed = z.object({ value: z.array(details) });
const relations = z.object({
  value: z.array(
    z.object({
      ReferencingAttribute: z.string(),
      ReferencedEntity: z.string(),
      ReferencingEntityNavigationPropertyName: z.string().nullable(),
    }),
  ),
});

export interface FormQuestion {
  table: string;
  language: string;
  also: readonly string[];
  rights: Rights;
  /** Forms of the app people work with; null: it is not said which. */
  appForms: ReadonlySet<string> | null;
}

function bodyOf(client: DataverseClient, answer: BatchAnswer | undefined): string {
  if (answer && answer.status < 400) return answer.body;
  throw client.failure(answer ?? { status: 502, headers: {}, body: '' });
}

/** The columns of the quick create form the person sees first. */
async function readControls(
  client: DataverseClient,
  actor: Actor,
  { table, rights, appForms }: FormQuestion,
  signal: AbortSignal,
): Promise<FormControl[]> {
  const filter = `objecttypecode eq ${quoted(table)} and type eq ${quickCreate} and formactivationstate eq 1`;
  const request = get(`systemforms?$select=formid,formxml&${parameter('$filter', filter)}`);
  const answer = await client.request(actor, request, signal);
  if (answer.status >= 400) throw client.failure(answer);
  const { value } = readJson(answer.body, forms, 'crm');
  const ofApp = value.filter(({ formid }) => appForms?.has(formid.toLowerCase()));
  const offered = (ofApp.length > 0 ? ofApp : value).map(({ formxml }) => formxml);
  return controlsOf(formFor(offered, rights.roles) ?? '');
}

const anyOf = (property: string, names: readonly string[]): string =>
  parameter('$filter', names.map((name) => `${property} eq ${quoted(name)}`).join(' or '));

const attributeColumns = Object.keys(attribute.shape).join(',');
const relationColumns =
  'ReferencingAttribute,ReferencedEntity,ReferencingEntityNavigationPropertyName';

function requestsFor(table: string, names: readonly string[]): BatchRequest[] {
  const of = `EntityDefinitions(LogicalName=${quoted(table)})`;
  const these = anyOf('LogicalName', names);
  return [
    get(`${of}/Attributes?$select=${attributeColumns}&${these}`),
    get(
      `${of}/ManyToOneRelationships?$select=${relationColumns}&${anyOf('ReferencingAttribute', names)}`,
    ),
    ...Object.entries(detailQueries).map(([kind, query]) =>
      get(`${of}/Attributes/Microsoft.Dynamics.CRM.${kind}AttributeMetadata?${query}&${these}`),
    ),
  ];
}

type Own = Map<string, { kind: string; found: Details }>;

/** What is particular to each column, by its name. */
const ownOf = (bodies: readonly string[]): Own =>
  new Map(
    Object.keys(detailQueries).flatMap((kind, index) =>
      readJson(bodies[index] ?? '', detailed, 'crm').value.map(
        (found): [string, { kind: string; found: Details }] => [found.LogicalName, { kind, found }],
      ),
    ),
  );

const navigationOf = (body: string): Map<string, string> =>
  new Map(
    readJson(body, relations, 'crm').value.flatMap((relation): [string, string][] => {
      const { ReferencingEntityNavigationPropertyName: name } = relation;
      if (name === null) return [];
      return [[`${relation.ReferencingAttribute} ${relation.ReferencedEntity}`, name]];
    }),
  );

/** What the form calls a column in a language, else what the table does. */
const labelOf = (given: Attribute, shown: FormControl | undefined, language: string) =>
  [...(shown?.labels ?? [])].find(([code]) => isOf(code, language))?.[1] ??
  inLanguage(given.DisplayName, language) ??
  [...(shown?.labels.values() ?? [])][0];

const isGiven = ({ IsSecured, MetadataId }: Attribute, { columns }: Rights): boolean =>
  IsSecured !== true || columns.has(MetadataId);

/** Reads the form of a table with the columns asked for besides. @throws Failure. */
export async function readForm(
  client: DataverseClient,
  actor: Actor,
  question: FormQuestion,
  signal: AbortSignal,
): Promise<WritableForm> {
  const { table, language, also, rights } = question;
  const controls = await readControls(client, actor, question, signal);
  const names = [...new Set([...controls.map(({ column }) => column), ...also])];
  if (names.length === 0) {
    return { fields: [], unsupported: [], instants: new Set(), navigation: new Map() };
  }
  const answers = await client.batch(actor, requestsFor(table, names), signal);
  const [base = '', related = '', ...rest] = answers.map(([answer]) => bodyOf(client, answer));
  const own = ownOf(rest);
  const known = new Map(
    readJson(base, attributes, 'crm').value.map((given) => [given.LogicalName, given]),
  );
  const columns = names.flatMap((name): Column[] => {
    const given = known.get(name);
    const column = given && isGiven(given, rights) && columnOf(given, own.get(name), language);
    if (!given || !column) return [];
    const shown = controls.find((control) => control.column === name);
    const label = labelOf(given, shown, language) ?? column.label;
    return [{ ...column, label, field: column.field && { ...column.field, label } }];
  });
  return {
    fields: columns.flatMap(({ field }) => field ?? []),
    unsupported: columns.flatMap(({ field, required, label }) => (!field && required ? label : [])),
    instants: new Set(
      columns.flatMap(({ field, isInstant }) => (field && isInstant ? field.column : [])),
    ),
    navigation: navigationOf(related),
  };
}
