import type {
  ArticlesResponse,
  ArticleText,
  FileContent,
  FilledTemplate,
  LiteratureResponse,
  PeopleResponse,
  TemplatesResponse,
} from '../contracts/library.ts';
import type { RecordReference } from '../contracts/record.ts';
import { languageTag } from '../domain/library/language-tag.ts';
import { largestFile } from '../domain/library/largest-file.ts';
import { plainText } from '../domain/mail/plain-text.ts';
import { sanitizeHtml } from '../domain/mail/sanitize-html.ts';
import type { Caller } from '../ports/actor.ts';
import type { TrackingPorts } from './ports.ts';
import { toCrmRecord } from './present.ts';

const withinMs = 10_000;
const soon = (): AbortSignal => AbortSignal.timeout(withinMs);

type Ports = Pick<TrackingPorts, 'library' | 'crm' | 'recent'>;

/** What the CRM wrote may be anything: it enters a mail only sanitized. */
const insertable = (html: string): { html: string; text: string } => {
  const clean = sanitizeHtml(html);
  return { html: clean, text: plainText(clean) };
};

/** E-mail templates the caller may use (CMP-01). @throws Failure. */
export async function findTemplates(
  { library }: Ports,
  caller: Caller,
  { table, q = '' }: { table?: string | undefined; q?: string | undefined },
): Promise<TemplatesResponse> {
  const found = await library.templates(caller, { table, text: q }, soon());
  return {
    templates: found.map(({ languageCode, ...rest }) => ({
      ...rest,
      language: languageTag(languageCode),
    })),
  };
}

/** A template filled from a record (CMP-01). @throws Failure. */
export async function fillTemplate(
  { library }: Ports,
  caller: Caller,
  { id, record = null }: { id: string; record?: RecordReference | null | undefined },
): Promise<FilledTemplate> {
  const { subject, html, unresolved } = await library.fillTemplate(caller, id, record, soon());
  return { subject: plainText(subject), ...insertable(html), unresolved };
}

/** Published knowledge articles (CMP-03). @throws Failure. */
export async function findArticles(
  { library }: Ports,
  caller: Caller,
  text: string,
): Promise<ArticlesResponse> {
  const found = await library.articles(caller, text, soon());
  return {
    articles: found.map(({ languageCode, ...rest }) => ({
      ...rest,
      language: languageTag(languageCode),
    })),
  };
}

/** An article's text and page (CMP-03). @throws Failure. */
export async function readArticle(
  { library, crm }: Ports,
  caller: Caller,
  id: string,
): Promise<ArticleText> {
  const { title, html } = await library.article(caller, id, soon());
  return { title, url: crm.recordUrl({ table: 'knowledgearticle', id }), ...insertable(html) };
}

/** Sales literature with its files (CMP-02). @throws Failure. */
export async function findLiterature(
  { library }: Ports,
  caller: Caller,
  text: string,
): Promise<LiteratureResponse> {
  return { literature: await library.literature(caller, text, soon()) };
}

/** A file of sales literature (CMP-02). @throws Failure `refused` where Outlook could not take it. */
export const readLiteratureFile = (
  { library }: Ports,
  caller: Caller,
  id: string,
): Promise<FileContent> => library.literatureFile(caller, id, largestFile, soon());

/** Whom the caller can write to, their own contacts first (L-07). @throws Failure. */
export async function findPeople(
  { library, crm, recent }: Ports,
  caller: Caller,
  text: string,
): Promise<PeopleResponse> {
  const found = await library.addressees(caller, text, soon());
  recent.rememberRecords(
    caller,
    found.map(({ record }) => record),
  );
  return {
    people: found.map(({ record, address, isOwn }) => ({
      record: toCrmRecord(crm, record),
      address,
      isYours: isOwn,
    })),
  };
}
