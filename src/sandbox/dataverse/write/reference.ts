import { parseResource } from '../../odata/parse.ts';
import { findByKey, missing } from '../api/find-by-key.ts';
import type { Context } from '../api/types.ts';
import { badPayload, unknownSegment } from '../errors.ts';
import { findEntitySet, isA, type Table } from '../metadata/index.ts';
import type { Reference } from '../store/rows.ts';

const apiPath = /^(?:https?:\/\/[^/]+)?\/api\/data\/v9\.\d+\//i;

/** `…/api/data/v9.2/contacts(…)` without its root; other text as it is. */
export const belowRoot = (url: string): string => url.replace(apiPath, '');

/** An owner may be a team, though the property is typed as the user's. */
const fits = (table: Table, target: string, column: string): boolean =>
  isA(table.name, target) || (column === 'ownerid' && table.name === 'team');

/**
 * The row an `@odata.bind` or `@odata.id` names: `/contacts(<guid>)`, absolute, or by alternate
 * key. Throws 404 where it is not there, 400 where it is of a table the look-up does not take.
 */
export async function resolveReference(
  context: Context,
  url: string,
  wanted: { entitySet: string; column: string; target: string },
): Promise<Reference> {
  const [segment, ...rest] = parseResource(belowRoot(url)).path;
  const table = segment && findEntitySet(segment.name);
  if (!segment || rest.length > 0) throw badPayload(wanted.entitySet, `Invalid URI '${url}'.`);
  if (!table) throw unknownSegment(segment.name);
  if (!fits(table, wanted.target, wanted.column)) {
    throw badPayload(
      wanted.entitySet,
      `'${segment.name}' cannot be bound where '${wanted.target}' is expected.`,
    );
  }
  const keyed = await findByKey(context.db, table, segment);
  if (!keyed.row) throw missing(table, keyed);
  return { table: keyed.row.table, id: keyed.row.id };
}
