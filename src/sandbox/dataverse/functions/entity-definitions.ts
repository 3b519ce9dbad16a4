import type { Expression, PathSegment, QueryOptions } from '../../odata/ast.ts';
import type { ApiRequest, ApiResponse, Context } from '../api/types.ts';
import {
  methodNotAllowed,
  notBuilt,
  notFound,
  unknownProperty,
  unknownSegment,
} from '../errors.ts';
import { findTable, tables, type Column, type ColumnKind, type Table } from '../metadata/index.ts';
import { privilegeId } from '../security/roles.ts';

type Json = Record<string, unknown>;

const attributeTypes: Record<ColumnKind, string> = {
  string: 'String',
  memo: 'Memo',
  integer: 'Integer',
  bigint: 'BigInt',
  decimal: 'Decimal',
  money: 'Money',
  boolean: 'Boolean',
  datetime: 'DateTime',
  date: 'DateTime',
  guid: 'Uniqueidentifier',
  picklist: 'Picklist',
  state: 'State',
  status: 'Status',
  entityname: 'EntityName',
  lookup: 'Lookup',
};

const label = (text: string) => ({ UserLocalizedLabel: { Label: text, LanguageCode: 1033 } });

/** A table's metadata under the names of the Web API. */
const definition = (table: Table): Json => ({
  MetadataId: privilegeId(`entity ${table.name}`),
  LogicalName: table.name,
  SchemaName: table.name,
  EntitySetName: table.entitySet,
  LogicalCollectionName: table.entitySet,
  PrimaryIdAttribute: table.id,
  PrimaryNameAttribute: table.primaryName,
  ObjectTypeCode: table.objectTypeCode,
  OwnershipType: table.ownership === 'user' ? 'UserOwned' : 'OrganizationOwned',
  IsActivity: table.isActivity,
  HasActivities: table.hasActivities,
  IsCustomEntity: table.name.includes('_'),
  IsOptimisticConcurrencyEnabled: true,
  ChangeTrackingEnabled: false,
  DisplayName: label(table.label),
});

const attribute = (table: Table, name: string, column: Column): Json => ({
  MetadataId: privilegeId(`attribute ${table.name} ${name}`),
  LogicalName: name,
  SchemaName: name,
  EntityLogicalName: table.name,
  AttributeType: attributeTypes[column.kind],
  IsPrimaryId: name === table.id,
  IsPrimaryName: name === table.primaryName,
  IsValidForCreate: column.create,
  IsValidForUpdate: column.update,
  IsValidForRead: true,
  DisplayName: label(name),
  ...(column.maxLength !== undefined && { MaxLength: column.maxLength }),
  ...(column.navigation && { Targets: [...new Set(Object.values(column.navigation))] }),
});

const typed = new Set(['MaxLength', 'Targets']);

/** MaxLength and Targets belong to the types that have them: only a cast shows them. */
const withoutTyped = (json: Json): Json =>
  Object.fromEntries(Object.entries(json).filter(([name]) => !typed.has(name)));

const attributes = (table: Table, cast?: string): Json[] => {
  const all = Object.entries(table.columns).map(([name, column]) => attribute(table, name, column));
  return cast ? all.filter((json) => json['AttributeType'] === cast) : all.map(withoutTyped);
};

function project(json: Json, select: string[] | undefined): Json {
  if (!select) return json;
  const unknown = select.find((name) => !(name in json));
  if (unknown) throw unknownProperty(unknown, 'MetadataBase');
  const names = [...select, 'MetadataId'];
  return Object.fromEntries(Object.entries(json).filter(([name]) => names.includes(name)));
}

/** The small part of $filter that metadata takes: comparisons with `eq`/`ne`, and, or. */
function holds(json: Json, node: Expression): boolean {
  if (node.kind === 'and') return holds(json, node.left) && holds(json, node.right);
  if (node.kind === 'or') return holds(json, node.left) || holds(json, node.right);
  const { kind } = node;
  if (kind !== 'compare' || node.left.kind !== 'path' || node.right.kind !== 'literal') {
    throw notBuilt(`'${kind}' in a filter of EntityDefinitions`);
  }
  const { literal } = node.right;
  const isSame = json[node.left.segments.join('/')] === ('value' in literal ? literal.value : null);
  if (node.operator === 'eq') return isSame;
  if (node.operator === 'ne') return !isSame;
  throw notBuilt(`'${node.operator}' in a filter of EntityDefinitions`);
}

const query = (list: Json[], options: QueryOptions): Json[] =>
  list
    .filter((json) => !options.filter || holds(json, options.filter))
    .map((json) => project(json, options.select));

function withExpanded(table: Table, options: QueryOptions): Json {
  const json = project(definition(table), options.select);
  for (const item of options.expand ?? []) {
    if (item.path !== 'Attributes') throw notBuilt(`$expand=${item.path} of EntityDefinitions`);
    json['Attributes'] = query(attributes(table), item.options);
  }
  return json;
}

const answer = (context: Context, of: string, body: Json): ApiResponse => ({
  status: 200,
  headers: {},
  body: { '@odata.context': `${context.root}/$metadata#${of}`, ...body },
});

/** Attributes of one type: `Attributes/Microsoft.Dynamics.CRM.StringAttributeMetadata`. */
const castPattern = /^Microsoft\.Dynamics\.CRM\.(\w+)AttributeMetadata$/;

function answerAttributes(
  context: Context,
  list: Json[],
  segment: PathSegment,
  options: QueryOptions,
): ApiResponse {
  const key = segment.named?.['LogicalName'];
  if (!key) return answer(context, 'Attributes', { value: query(list, options) });
  const found = list.find((a) => key.kind === 'string' && a['LogicalName'] === key.value);
  if (!found) throw unknownSegment(segment.name);
  return answer(context, 'Attributes/$entity', project(found, options.select));
}

function answerTable(
  context: Context,
  table: Table,
  rest: readonly PathSegment[],
  options: QueryOptions,
): ApiResponse {
  const [segment, cast, ...more] = rest;
  if (!segment) return answer(context, 'EntityDefinitions/$entity', withExpanded(table, options));
  const of = cast ? castPattern.exec(cast.name)?.[1] : undefined;
  if (segment.name !== 'Attributes') throw notBuilt(`EntityDefinitions/${segment.name}`);
  if (more.length > 0 || (cast && !of)) throw notBuilt(`Attributes/${cast?.name ?? ''}`);
  if (options.expand) throw notBuilt('$expand of Attributes');
  return answerAttributes(context, attributes(table, of), segment, options);
}

/** `EntityDefinitions`, `…(LogicalName='x')`, `…/Attributes`: what the sandbox's tables look like. */
export function answerDefinitions(
  context: Context,
  request: ApiRequest,
  [first, ...rest]: readonly PathSegment[],
  options: QueryOptions,
): ApiResponse {
  if (request.method !== 'GET') throw methodNotAllowed(request.method);
  const key = first?.named?.['LogicalName'];
  if (!first?.named && !first?.key) {
    const { filter } = options;
    const chosen = tables.filter((t) => !filter || holds(definition(t), filter));
    const value = chosen.map((table) => withExpanded(table, options));
    return answer(context, 'EntityDefinitions', { value });
  }
  const name = key?.kind === 'string' ? key.value : '';
  const table = findTable(name);
  if (!table) throw notFound('EntityMetadata', name);
  return answerTable(context, table, rest, options);
}
