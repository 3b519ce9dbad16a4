import { z } from 'zod';
import type { CreatableTable } from '../../../domain/records/form.ts';
import type { Actor } from '../../../ports/actor.ts';
import { readJson } from '../../fetch/json.ts';
import { get } from '../dataverse-client.ts';
import type { DataverseClient } from '../dataverse-client.ts';
import { parameter } from '../literal.ts';
import { label, textOf } from './labels.ts';
import type { Rights } from './rights.ts';

const definition = z.object({
  LogicalName: z.string(),
  MetadataId: z.guid(),
  EntitySetName: z.string(),
  PrimaryNameAttribute: z.string().nullable(),
  IsActivity: z.boolean().nullable(),
  HasActivities: z.boolean().nullable(),
  IsVisibleInMobileClient: z.object({ Value: z.boolean() }),
  DisplayName: label,
  DisplayCollectionName: label,
  Privileges: z.array(z.object({ Name: z.string(), PrivilegeType: z.string() })),
});
export type Definition = z.infer<typeof definition>;

const definitions = z.object({ value: z.array(definition) });
const forms = z.object({ value: z.array(z.object({ objecttypecode: z.string() })) });

/** `systemform.type` of quick create forms. */
export const quickCreate = 7;

const definitionsPath = `EntityDefinitions?$select=${Object.keys(definition.shape).join(',')}&$filter=IsQuickCreateEnabled%20eq%20true`;
const formsPath = `systemforms?$select=objecttypecode&${parameter('$filter', `type eq ${quickCreate} and formactivationstate eq 1`)}`;

/** Tables that can be made in few columns, on small screens too, and have a form for it (UI-12). */
export async function readDefinitions(
  client: DataverseClient,
  actor: Actor,
  signal: AbortSignal,
): Promise<Definition[]> {
  const answers = await client.batch(actor, [get(definitionsPath), get(formsPath)], signal);
  const [found, active] = answers.map(([answer]) => {
    if (!answer || answer.status >= 400) throw client.failure(answer ?? { ...nothing });
    return answer.body;
  });
  const withForm = new Set(
    readJson(active ?? '', forms, 'crm').value.map(({ objecttypecode }) => objecttypecode),
  );
  return readJson(found ?? '', definitions, 'crm').value.filter(
    ({ LogicalName, IsVisibleInMobileClient }) =>
      IsVisibleInMobileClient.Value && withForm.has(LogicalName),
  );
}

const nothing = { status: 502, headers: {}, body: '' };

const createPrivilege = ({ Privileges }: Definition): string | undefined =>
  Privileges.find(({ PrivilegeType }) => PrivilegeType === 'Create')?.Name;

/** Whether somebody's roles let them make a record of the table. */
export const mayCreate = (table: Definition, { privileges }: Pick<Rights, 'privileges'>): boolean =>
  privileges.has(createPrivilege(table) ?? '');

export const creatableOf = (table: Definition, language: string): CreatableTable => ({
  table: table.LogicalName,
  label: textOf(table.DisplayName, language) || table.LogicalName,
  collectionLabel: textOf(table.DisplayCollectionName, language) || table.LogicalName,
  isActivity: table.IsActivity === true,
  canBeRegarding: table.HasActivities === true,
});
