import { z } from 'zod';
import type { RecordRef } from '../../../domain/mail/email-activity.ts';
import { mergeFieldsOf, unresolvedIn } from '../../../domain/library/merge-fields.ts';
import type { Actor } from '../../../ports/actor.ts';
import { Failure } from '../../../ports/failure.ts';
import type { FilledText, TemplateSummary } from '../../../ports/library.ts';
import { readJson } from '../../fetch/json.ts';
import { get, send } from '../dataverse-client.ts';
import type { DataverseClient } from '../dataverse-client.ts';
import { parameter, quoted } from '../literal.ts';
import { text } from '../tables.ts';
import type { Row, Table } from '../tables.ts';
import { ask, askRows, containsIn, number, row } from './rows.ts';

const listed = 50;
/** The CRM's type of templates that are for no record: they are filled from the user. */
const global = 'systemuser';

/** Others' personal templates are not for the actor, also where a role lets them be read. */
const usable =
  "(ispersonal eq false or Microsoft.Dynamics.CRM.EqualUserId(PropertyName='ownerid'))";

const summaryOf = (found: Row): TemplateSummary => {
  const table = text(found, 'templatetypecode');
  return {
    id: text(found, 'templateid'),
    title: text(found, 'title'),
    description: text(found, 'description'),
    table: table === global ? null : table,
    languageCode: number(found, 'languagecode'),
    isPersonal: found['ispersonal'] === true,
  };
};

/** The organisation's templates and the actor's own, for records of a table and for none. */
export async function listTemplates(
  client: DataverseClient,
  actor: Actor,
  wanted: { table: string | undefined; text: string },
  signal: AbortSignal,
): Promise<TemplateSummary[]> {
  const tables = [global, ...(wanted.table ? [wanted.table] : [])];
  const filter = [
    `(${tables.map((name) => `templatetypecode eq ${quoted(name)}`).join(' or ')})`,
    usable,
    ...containsIn(['title', 'description'], wanted.text),
  ].join(' and ');
  const columns = 'templateid,title,description,templatetypecode,languagecode,ispersonal';
  const path = `templates?$select=${columns}&${parameter('$filter', filter)}`;
  const found = await askRows(
    client,
    actor,
    get(`${path}&$orderby=title%20asc&$top=${listed}`),
    signal,
  );
  return found.map(summaryOf);
}

interface Source {
  template: Row;
  /** What it is filled from. */
  record: RecordRef;
}

/** Whom a template without a record is filled from: the actor's own user. */
async function me(client: DataverseClient, actor: Actor, signal: AbortSignal): Promise<RecordRef> {
  const who = await ask(client, actor, get('WhoAmI'), signal);
  return { table: global, id: text(who, 'UserId') };
}

async function sourceOf(
  client: DataverseClient,
  actor: Actor,
  wanted: { id: string; record: RecordRef | null },
  signal: AbortSignal,
): Promise<Source> {
  const filter = `templateid eq ${wanted.id} and ${usable}`;
  const path = `templates?$select=templatetypecode,subject,body&${parameter('$filter', filter)}`;
  const [template] = await askRows(client, actor, get(path), signal);
  if (!template) throw new Failure('not-found', 'crm', 'crm: no such template');
  const table = text(template, 'templatetypecode');
  if (table === global) return { template, record: await me(client, actor, signal) };
  if (wanted.record?.table === table) return { template, record: wanted.record };
  throw new Failure('refused', 'crm', 'crm: the template is for another table');
}

/** The record's values of the fields nothing stands in for; null where they cannot be had. */
async function valuesOf(
  client: DataverseClient,
  actor: Actor,
  source: { pattern: string; record: RecordRef; table: Table },
  signal: AbortSignal,
): Promise<Row | null> {
  const columns = mergeFieldsOf(source.pattern)
    .filter(({ table, hasDefault }) => table === source.record.table && !hasDefault)
    .map(({ column }) => column);
  if (columns.length === 0) return {};
  const path = `${source.table.entitySet}(${source.record.id})?$select=${columns.join(',')}`;
  const answer = await client.request(actor, get(path), signal);
  // Look-ups and columns of another name are refused; what is empty then stays unsaid.
  return answer.status < 400 ? readJson(answer.body, row, 'crm') : null;
}

const filled = z.object({
  value: z.array(z.object({ subject: z.string().nullish(), description: z.string().nullish() })),
});

/** Has the CRM fill a template. @throws Failure. */
export async function fillTemplate(
  client: DataverseClient,
  actor: Actor,
  wanted: { id: string; record: RecordRef | null; findTable: (name: string) => Promise<Table> },
  signal: AbortSignal,
): Promise<FilledText> {
  const { template, record } = await sourceOf(client, actor, wanted, signal);
  const pattern = text(template, 'subject') + text(template, 'body');
  const body = { TemplateId: wanted.id, ObjectType: record.table, ObjectId: record.id };
  const table = await wanted.findTable(record.table);
  const [answer, values] = await Promise.all([
    client.request(actor, send('POST', 'InstantiateTemplate', body), signal),
    valuesOf(client, actor, { pattern, record, table }, signal),
  ]);
  if (answer.status >= 400) throw client.failure(answer);
  const [mail] = readJson(answer.body, filled, 'crm').value;
  const subject = mail?.subject ?? '';
  const html = mail?.description ?? '';
  const unresolved = unresolvedIn(pattern, { text: subject + html, table: record.table, values });
  return { subject, html, unresolved };
}
