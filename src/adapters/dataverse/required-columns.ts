import { z } from 'zod';
import type { Actor } from '../../ports/actor.ts';
import type { RequiredColumn } from '../../ports/crm-contacts.ts';
import { readJson } from '../fetch/json.ts';
import { get } from './dataverse-client.ts';
import type { DataverseClient } from './dataverse-client.ts';

const label = z.object({
  UserLocalizedLabel: z.object({ Label: z.string().nullish() }).nullish(),
});

const attributes = z.object({
  value: z.array(
    z.object({
      LogicalName: z.string(),
      AttributeType: z.string().nullish(),
      IsValidForCreate: z.boolean().nullish(),
      RequiredLevel: z.object({ Value: z.string() }).nullish(),
      DisplayName: label.nullish(),
    }),
  ),
});

/** These have a value always: the CRM fills them itself. */
const filledTypes: ReadonlySet<string> = new Set([
  'Boolean',
  'State',
  'Status',
  'Owner',
  'Virtual',
]);

/** The columns the customer made a must ("Business Required"); the system's own fill themselves. */
export async function readRequired(
  client: DataverseClient,
  actor: Actor,
  table: string,
  signal: AbortSignal,
): Promise<RequiredColumn[]> {
  const columns = 'LogicalName,AttributeType,IsValidForCreate,RequiredLevel,DisplayName';
  const path = `EntityDefinitions(LogicalName='${table}')/Attributes?$select=${columns}`;
  const answer = await client.request(actor, get(path), signal);
  if (answer.status >= 400) throw client.failure(answer);
  return readJson(answer.body, attributes, 'crm')
    .value.filter(
      ({ RequiredLevel, IsValidForCreate, AttributeType }) =>
        RequiredLevel?.Value === 'ApplicationRequired' &&
        IsValidForCreate !== false &&
        !filledTypes.has(AttributeType ?? ''),
    )
    .map(({ LogicalName, DisplayName }) => ({
      column: LogicalName,
      label: DisplayName?.UserLocalizedLabel?.Label ?? LogicalName,
    }));
}
