import { z } from 'zod';
import type { SearchSyntax } from '../../odata/search.ts';
import { DataverseError } from '../errors.ts';
import { isObject, type Json } from '../write/payload.ts';

/** A table a search is limited to. */
export interface SearchEntity {
  name: string;
  selectColumns: string[] | undefined;
  searchColumns: string[] | undefined;
  filter: string | undefined;
}

/** A search of either version of the API. */
export interface SearchRequest {
  search: string;
  entities: SearchEntity[] | undefined;
  /** `account:modifiedon ge 2020-04-27`. */
  filter: string | undefined;
  facets: string[];
  /** `@search.score desc`, `modifiedon`. */
  orderby: string[];
  isCounted: boolean;
  skip: number;
  top: number;
  syntax: SearchSyntax;
  isAll: boolean;
  /** Looser matches where there is no good one. */
  isBestEffort: boolean;
}

const invalid = (problem: string): DataverseError =>
  new DataverseError('InvalidArgument', `The search request is not valid: ${problem}`);

/** Version 2 writes lists as texts that hold JSON; version 1 writes lists. */
const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => {
    if (typeof value !== 'string') return value ?? [];
    if (value.trim() === '') return [];
    try {
      return JSON.parse(value) as unknown;
    } catch {
      return value;
    }
  }, z.array(item));

const names = z.array(z.string()).nullish();
const entityObject = z.object({
  name: z.string(),
  selectcolumns: names,
  searchcolumns: names,
  filter: z.string().nullish(),
});

const lowerNames = (body: Json): Json =>
  Object.fromEntries(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value]));

/** A table by its name alone, or with columns and a filter. */
const entity = z.preprocess(
  (value) => (isObject(value) ? lowerNames(value) : { name: value }),
  entityObject,
);

/** Names of options are taken in any case: `returnTotalRecordCount`. */
const schema = z.looseObject({
  search: z.string().trim(),
  entities: listOf(entity),
  filter: z.string().nullish(),
  facets: listOf(z.string()),
  orderby: listOf(z.string()),
  count: z.boolean().nullish(),
  returntotalrecordcount: z.boolean().nullish(),
  skip: z.int().min(0).nullish(),
  top: z.int().min(1).max(100).nullish(),
  options: z.unknown().optional(),
  searchmode: z.enum(['any', 'all']).nullish(),
  searchtype: z.enum(['simple', 'full']).nullish(),
});

/** `["lucene","besteffortsearch"]`, `{"querytype":"lucene","searchmode":"all"}`, as text or not. */
const optionText = (options: unknown): string =>
  (typeof options === 'string' ? options : JSON.stringify(options ?? '')).toLowerCase();

const columns = (list: readonly string[] | null | undefined): string[] | undefined =>
  list && list.length > 0 ? list.map((name) => name.toLowerCase()) : undefined;

const toEntity = (given: z.infer<typeof entityObject>): SearchEntity => ({
  name: given.name.toLowerCase(),
  selectColumns: columns(given.selectcolumns),
  searchColumns: columns(given.searchcolumns),
  filter: given.filter ?? undefined,
});

/** Characters a term has at most. */
const longest = 100;

/**
 * The body of a search. Throws `InvalidArgument` (400), also for a term shorter than `shortest` or
 * longer than 100 characters.
 */
export function readSearch(
  body: Json,
  { shortest, top }: { shortest: number; top: number },
): SearchRequest {
  const parsed = schema.safeParse(lowerNames(body));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalid(`${issue?.path.join('.') ?? 'body'}: ${issue?.message ?? 'wrong'}.`);
  }
  const given = parsed.data;
  if (given.search.length < shortest) {
    throw invalid(`the search term must have at least ${shortest} characters.`);
  }
  if (given.search.length > longest) {
    throw invalid(`the search term must have at most ${longest} characters.`);
  }
  const options = optionText(given.options);
  const isLucene = options.includes('lucene') || given.searchtype === 'full';
  return {
    search: given.search,
    entities: given.entities.length > 0 ? given.entities.map(toEntity) : undefined,
    filter: given.filter ?? undefined,
    facets: given.facets,
    orderby: given.orderby.flatMap((clause) => clause.split(',')).map((clause) => clause.trim()),
    isCounted: given.count ?? given.returntotalrecordcount ?? false,
    skip: given.skip ?? 0,
    top: given.top ?? top,
    syntax: isLucene ? 'lucene' : 'simple',
    isAll:
      given.searchmode === 'all' ||
      options.includes('searchmodeall') ||
      /"searchmode"\s*:\s*"all"/.test(options),
    isBestEffort: options.includes('besteffort'),
  };
}
