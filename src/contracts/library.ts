import { z } from 'zod';
import { crmRecord, recordReference, tableName } from './record.ts';

const searchText = z.string().trim().max(100);

/** `GET /api/templates?table=…&q=…`: those for records of the table, and those for any. */
export const templatesQuery = z.object({ table: tableName.optional(), q: searchText.optional() });

export const emailTemplate = z.object({
  id: z.guid(),
  title: z.string(),
  description: z.string(),
  /** The table it is filled from; null: from the writer alone. */
  table: tableName.nullable(),
  /** BCP 47; null: the CRM does not say. */
  language: z.string().nullable(),
  isPersonal: z.boolean(),
});
export type EmailTemplate = z.infer<typeof emailTemplate>;
export const templatesResponse = z.object({ templates: z.array(emailTemplate) });
export type TemplatesResponse = z.infer<typeof templatesResponse>;

/** `POST /api/templates/{id}/fill`. `record` is of the template's table; absent for those without. */
export const fillRequest = z.strictObject({ record: recordReference.optional() });

/** A text to insert: `html` is sanitized, `text` says the same in plain text. */
const insertable = { html: z.string(), text: z.string() };

export const filledTemplate = z.object({
  subject: z.string(),
  ...insertable,
  /** Merge fields that stayed empty, `column (table)` or as they stand in the text. */
  unresolved: z.array(z.string()),
});
export type FilledTemplate = z.infer<typeof filledTemplate>;

/** `GET /api/articles?q=…`: published knowledge articles; without `q` those changed last. */
export const articlesQuery = z.object({ q: searchText.optional() });

export const article = z.object({
  id: z.guid(),
  title: z.string(),
  /** The public number, `KA-01000`. */
  number: z.string(),
  language: z.string().nullable(),
  /** Not meant for customers. */
  isInternal: z.boolean(),
});
export type Article = z.infer<typeof article>;
export const articlesResponse = z.object({ articles: z.array(article) });
export type ArticlesResponse = z.infer<typeof articlesResponse>;

/** `GET /api/articles/{id}`. */
export const articleText = z.object({ title: z.string(), url: z.url(), ...insertable });
export type ArticleText = z.infer<typeof articleText>;

/** `GET /api/literature?q=…`: sales literature with its files. */
export const literatureQuery = z.object({ q: searchText.optional() });

export const literatureFile = z.object({
  id: z.guid(),
  name: z.string(),
  /** Bytes. */
  size: z.number(),
});
export type LiteratureFile = z.infer<typeof literatureFile>;
export const literature = z.object({
  id: z.guid(),
  name: z.string(),
  /** What the CRM calls its kind: `Product Sheet`. */
  kind: z.string(),
  files: z.array(literatureFile),
});
export type Literature = z.infer<typeof literature>;
export const literatureResponse = z.object({ literature: z.array(literature) });
export type LiteratureResponse = z.infer<typeof literatureResponse>;

/** `GET /api/literature/files/{id}`. */
export const fileContent = z.object({
  name: z.string(),
  /** Base64. */
  content: z.string(),
});
export type FileContent = z.infer<typeof fileContent>;

/** `GET /api/people?q=…`: who can be written to, by name, address or company. */
export const peopleQuery = z.object({ q: searchText.min(2) });

export const foundPerson = z.object({
  record: crmRecord,
  /** Empty: the CRM has none. */
  address: z.string(),
  /** Owned by the caller. */
  isYours: z.boolean(),
});
export type FoundPerson = z.infer<typeof foundPerson>;
/** The caller's own contacts first. */
export const peopleResponse = z.object({ people: z.array(foundPerson) });
export type PeopleResponse = z.infer<typeof peopleResponse>;
