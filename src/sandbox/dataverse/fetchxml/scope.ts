import type { Context } from '../api/types.ts';
import { DataverseError } from '../errors.ts';
import { findTable, type Column, type Table } from '../metadata/index.ts';
import { columnSql } from '../read/column-sql.ts';
import type { Subject } from '../read/conditions/index.ts';
import { requirePrivilege } from '../security/access.ts';
import { requireReadable } from '../security/columns.ts';
import type { FetchLink } from './types.ts';

/** A table of a query: the entity itself or a link. */
export interface Source {
  table: Table;
  /** In SQL. */
  alias: string;
  /** In the answer; missing for the entity itself. */
  name?: string;
}

/** The table of an entity element. Throws `QueryBuilderNoEntity` (400), `PrivilegeDenied` (403). */
export function tableNamed(context: Context, name: string): Table {
  const table = findTable(name);
  if (!table) {
    throw new DataverseError(
      'QueryBuilderNoEntity',
      `The entity with a name = '${name}' with namemapping = 'Logical' was not found in the MetadataCache.`,
    );
  }
  if (!table.isIntersect) requirePrivilege(context.principals, 'Read', table);
  return table;
}

/** A column by its logical name. Throws `QueryBuilderNoAttribute` (400). */
export function metadataOf(table: Table, name: string): Column {
  const column = Object.hasOwn(table.columns, name) ? table.columns[name] : undefined;
  if (column) return column;
  throw new DataverseError(
    'QueryBuilderNoAttribute',
    `'${table.label}' entity doesn't contain attribute with Name = '${name}' and NameMapping = 'Logical'.`,
  );
}

/** A column to filter, order or group by. Throws for one the user may not read. */
export function subjectIn(context: Context, { table, alias }: Source, name: string): Subject {
  const column = metadataOf(table, name);
  requireReadable(context.principals, table, name);
  return { table, name, sql: columnSql(table, name, column, alias) };
}

const largestLinks = 15;

/** The tables of a query by the aliases its elements name them with. */
export class Scope {
  readonly context: Context;
  readonly root: Source;
  readonly #links = new Map<string, Source>();
  #count = 0;

  constructor(context: Context, table: Table) {
    this.context = context;
    this.root = { table, alias: 'r' };
  }

  /** A link's table with an alias of its own. */
  add(link: FetchLink): Source {
    this.#count += 1;
    if (this.#count > largestLinks) {
      throw new DataverseError(
        'TooManyLinkEntitiesInQuery',
        'Number of link entities in query exceeded maximum limit.',
      );
    }
    const table = tableNamed(this.context, link.name);
    const name = link.alias ?? `${link.name}${this.#count}`;
    if (this.#links.has(name)) {
      throw new DataverseError('QueryBuilderDuplicateAlias', `Duplicate alias: '${name}'.`);
    }
    const source = { table, alias: `l${this.#count}`, name };
    this.#links.set(name, source);
    return source;
  }

  /** The table an `entityname` names; `near` where there is none. */
  find(name: string | undefined, near: Source): Source {
    if (name === undefined) return near;
    const found = this.#links.get(name);
    if (found) return found;
    if (name === this.root.table.name) return this.root;
    throw new DataverseError(
      'QueryBuilderElementNotFound',
      `The entity with alias '${name}' is not in the query.`,
    );
  }
}
