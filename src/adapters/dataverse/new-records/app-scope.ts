import { z } from 'zod';
import type { Actor } from '../../../ports/actor.ts';
import { readJson } from '../../fetch/json.ts';
import { get } from '../dataverse-client.ts';
import type { DataverseClient } from '../dataverse-client.ts';
import { parameter } from '../literal.ts';

/** What a model-driven app is made of (UI-12). */
export interface AppScope {
  /** MetadataIds of its tables. */
  tables: ReadonlySet<string>;
  /** Ids of the forms it was given; a table with none of them shows all it has. */
  forms: ReadonlySet<string>;
}

const components = z.object({
  value: z.array(z.object({ objectid: z.guid(), componenttype: z.int() })),
});

/** `appmodulecomponent.componenttype`. */
const entity = 1;
const form = 60;

const fetchOf = (app: string): string =>
  `<fetch><entity name="appmodulecomponent"><attribute name="objectid" />
    <attribute name="componenttype" /><filter><condition attribute="componenttype" operator="in">
    <value>${entity}</value><value>${form}</value></condition></filter>
    <link-entity name="appmodule" from="appmoduleidunique" to="appmoduleidunique"><filter>
    <condition attribute="uniquename" operator="eq" value="${app}" /></filter></link-entity>
    </entity></fetch>`.replace(/\s*\n\s*/g, '');

/**
 * The tables and forms of an app.
 * @param app its unique name
 * @throws Error where the organisation has no such app, since then nobody could make anything.
 */
export async function readAppScope(
  client: DataverseClient,
  actor: Actor,
  app: string,
  signal: AbortSignal,
): Promise<AppScope> {
  const request = get(`appmodulecomponents?${parameter('fetchXml', fetchOf(app))}`);
  const answer = await client.request(actor, request, signal);
  if (answer.status >= 400) throw client.failure(answer);
  const { value } = readJson(answer.body, components, 'crm');
  if (value.length === 0) {
    throw new Error(`REGARDING_APP: the organisation has no published app ${app}, or it is empty`);
  }
  const idsOf = (type: number): ReadonlySet<string> =>
    new Set(
      value
        .filter(({ componenttype }) => componenttype === type)
        .map(({ objectid }) => objectid.toLowerCase()),
    );
  return { tables: idsOf(entity), forms: idsOf(form) };
}
