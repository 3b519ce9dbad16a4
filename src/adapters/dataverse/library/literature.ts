import { z } from 'zod';
import type { Actor } from '../../../ports/actor.ts';
import { Failure } from '../../../ports/failure.ts';
import type { LiteratureSummary } from '../../../ports/library.ts';
import { readJson } from '../../fetch/json.ts';
import { get } from '../dataverse-client.ts';
import type { DataverseClient } from '../dataverse-client.ts';
import { parameter } from '../literal.ts';
import { text } from '../tables.ts';
import type { Row } from '../tables.ts';
import { ask, askRows, containsIn, number, row } from './rows.ts';

const listed = 25;
const items = 'SalesLiterature_SalesLiteratureItems';
const kind = 'literaturetypecode@OData.Community.Display.V1.FormattedValue';

const fileName = (found: Row): string => text(found, 'filename') || text(found, 'title');

const filesOf = (found: Row): LiteratureSummary['files'] =>
  z
    .array(row)
    .parse(found[items] ?? [])
    .map((file) => ({
      id: text(file, 'salesliteratureitemid'),
      name: fileName(file),
      size: number(file, 'filesize') ?? 0,
    }))
    .filter(({ size }) => size > 0);

/** Sales literature that has not expired. */
export async function listLiterature(
  client: DataverseClient,
  actor: Actor,
  wanted: { text: string; now: Date },
  signal: AbortSignal,
): Promise<LiteratureSummary[]> {
  const filter = [
    `(expirationdate eq null or expirationdate gt ${wanted.now.toISOString()})`,
    ...containsIn(['name', 'keywords', 'description'], wanted.text),
  ].join(' and ');
  const path = [
    'salesliteratures?$select=salesliteratureid,name,literaturetypecode',
    parameter('$filter', filter),
    `$expand=${items}($select=title,filename,filesize)`,
    `$orderby=name%20asc&$top=${listed}`,
  ].join('&');
  const found = await askRows(client, actor, get(path), signal);
  return found.map((entry) => ({
    id: text(entry, 'salesliteratureid'),
    name: text(entry, 'name'),
    kind: text(entry, kind),
    files: filesOf(entry),
  }));
}

/** A file's content in base64; its size is asked first, so that no large one is fetched in vain. */
export async function readLiteratureFile(
  client: DataverseClient,
  actor: Actor,
  wanted: { id: string; largest: number },
  signal: AbortSignal,
): Promise<{ name: string; content: string }> {
  const path = `salesliteratureitems(${wanted.id})`;
  const about = await ask(client, actor, get(`${path}?$select=title,filename,filesize`), signal);
  if ((number(about, 'filesize') ?? 0) > wanted.largest) {
    throw new Failure('refused', 'crm', 'crm: the file is too large');
  }
  const answer = await client.request(actor, get(`${path}?$select=documentbody`), signal);
  if (answer.status >= 400) throw client.failure(answer);
  const { documentbody } = readJson(
    answer.body,
    z.object({ documentbody: z.string().nullish() }),
    'crm',
  );
  return { name: fileName(about), content: documentbody ?? '' };
}
