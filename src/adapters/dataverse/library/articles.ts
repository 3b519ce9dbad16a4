import type { Actor } from '../../../ports/actor.ts';
import type { ArticleSummary } from '../../../ports/library.ts';
import { get } from '../dataverse-client.ts';
import type { DataverseClient } from '../dataverse-client.ts';
import { parameter } from '../literal.ts';
import { text } from '../tables.ts';
import type { Row } from '../tables.ts';
import { ask, askRows, containsIn, number } from './rows.ts';

const listed = 25;
const searched = ['title', 'keywords', 'description', 'articlepublicnumber', 'content'];

const summaryOf = (found: Row): ArticleSummary => ({
  id: text(found, 'knowledgearticleid'),
  title: text(found, 'title'),
  number: text(found, 'articlepublicnumber'),
  languageCode: number(found, 'languagelocaleid'),
  isInternal: found['isinternal'] === true,
});

/** Published articles in their newest version; those changed last come first. */
export async function listArticles(
  client: DataverseClient,
  actor: Actor,
  wanted: string,
  signal: AbortSignal,
): Promise<ArticleSummary[]> {
  const filter = [
    'statecode eq 3 and islatestversion eq true and isrootarticle eq false',
    ...containsIn(searched, wanted),
  ].join(' and ');
  const columns = 'knowledgearticleid,title,articlepublicnumber,languagelocaleid,isinternal';
  const path = `knowledgearticles?$select=${columns}&${parameter('$filter', filter)}`;
  const request = get(`${path}&$orderby=modifiedon%20desc&$top=${listed}`);
  return (await askRows(client, actor, request, signal)).map(summaryOf);
}

export async function readArticle(
  client: DataverseClient,
  actor: Actor,
  id: string,
  signal: AbortSignal,
): Promise<{ title: string; html: string }> {
  const request = get(`knowledgearticles(${id})?$select=title,content`);
  const found = await ask(client, actor, request, signal);
  return { title: text(found, 'title'), html: text(found, 'content') };
}
