import type { Context } from '../api/types.ts';
import { loadNames } from '../read/present.ts';
import { isReference, type Value } from '../store/rows.ts';
import type { Hit } from './find.ts';

type Facet = Record<string, unknown>;

interface Wanted {
  /** As the request writes it. */
  name: string;
  table?: string;
  column: string;
  /** Most values of a facet. */
  count: number;
  /** Limits of ranges. */
  limits: string[];
}

/** `account:primarycontactid,count:100`, `modifiedon,values:2026-01-01|2026-02-01`. */
function readFacet(text: string): Wanted {
  const [name = '', ...settings] = text.split(',');
  const setting = (key: string): string | undefined =>
    settings
      .find((one) => one.trim().startsWith(`${key}:`))
      ?.trim()
      .slice(key.length + 1);
  const [, table, column = name] = /^(\w+)[:.](\w+)$/.exec(name) ?? [];
  return {
    name,
    ...(table && { table }),
    column: column.replace(/^@search\./, ''),
    count: Number(setting('count') ?? 10),
    limits: setting('values')?.split('|') ?? [],
  };
}

function valueOf({ row, table }: Hit, wanted: Wanted): Value {
  if (wanted.table && wanted.table !== table.name) return null;
  return wanted.column === 'entityname' ? table.name : (row.data[wanted.column] ?? null);
}

async function values(context: Context, hits: readonly Hit[], wanted: Wanted): Promise<Facet[]> {
  const found = hits.map((hit) => valueOf(hit, wanted)).filter((value) => value !== null);
  const names = await loadNames(
    context.db,
    hits.map(({ row }) => row),
  );
  const facets = new Map<string, { value: unknown; name?: string | undefined; count: number }>();
  for (const value of found) {
    const key = isReference(value) ? value.id : String(value);
    const known = facets.get(key);
    const name = isReference(value) ? names.get(`${value.table}/${value.id}`) : undefined;
    facets.set(key, {
      value: isReference(value) ? value.id : value,
      name,
      count: (known?.count ?? 0) + 1,
    });
  }
  return [...facets.values()]
    .sort((left, right) => right.count - left.count)
    .slice(0, wanted.count)
    .map(({ value, name, count }) => ({
      Type: 'Value',
      Value: value,
      ...(name !== undefined && { OptionalValue: name }),
      Count: count,
    }));
}

/** Ranges between limits, open at both ends; a limit belongs to the range it begins. */
function ranges(hits: readonly Hit[], wanted: Wanted): Facet[] {
  const bounds = [undefined, ...wanted.limits];
  const place = (text: string): number =>
    Number.isNaN(Number(text)) ? Date.parse(/Z|\+/.test(text) ? text : `${text}Z`) : Number(text);
  const found = hits
    .map((hit) => valueOf(hit, wanted))
    .flatMap((value) => (value === null || isReference(value) ? [] : [place(String(value))]));
  return bounds.map((from, index) => {
    const to = wanted.limits[index];
    const isIn = (value: number): boolean =>
      (from === undefined || value >= place(from)) && (to === undefined || value < place(to));
    return {
      Type: 'Range',
      ...(from !== undefined && { From: from }),
      ...(to !== undefined && { To: to }),
      Count: found.filter(isIn).length,
    };
  });
}

/** How the hits spread over values or ranges, by the facet's name as the request writes it. */
export async function facetsOf(
  context: Context,
  hits: readonly Hit[],
  written: readonly string[],
): Promise<Record<string, Facet[]>> {
  const result: Record<string, Facet[]> = {};
  for (const wanted of written.map(readFacet)) {
    result[wanted.name] =
      wanted.limits.length > 0 ? ranges(hits, wanted) : await values(context, hits, wanted);
  }
  return result;
}
