import type { ComparisonOperator, Expression, Literal } from '../../odata/ast.ts';
import { DataverseError } from '../errors.ts';
import { jsonOf } from '../functions/parameters.ts';
import type { Call, Operation } from '../functions/types.ts';
import { tables } from '../metadata/index.ts';
import { isObject } from '../write/payload.ts';
import { entityNode } from './entity-node.ts';
import { holds } from './filter.ts';
import type { Json, Node } from './node.ts';
import { versionStamp } from './service-document.ts';

const operators = new Map<unknown, ComparisonOperator>([
  ['Equals', 'eq'],
  ['NotEquals', 'ne'],
  ['GreaterThan', 'gt'],
  ['LessThan', 'lt'],
]);

const literalOf = (value: unknown): Literal =>
  value === null || value === undefined ? { kind: 'null' } : ({ kind: 'string', value } as Literal);

/** `Value` may be wrapped with its type: `{ Type: 'System.Boolean', Value: 'true' }`. */
function plainValue(value: unknown): unknown {
  if (!isObject(value)) return value;
  const { Type, Value } = value;
  if (Type === 'System.Boolean') return String(Value).toLowerCase() === 'true';
  return Type === 'System.Int32' ? Number(Value) : Value;
}

const isTrue: Expression = {
  kind: 'compare',
  operator: 'eq',
  left: { kind: 'literal', literal: { kind: 'boolean', value: true } },
  right: { kind: 'literal', literal: { kind: 'boolean', value: true } },
};

function condition(given: Json): Expression {
  const { PropertyName, ConditionOperator, Value } = given;
  const value = plainValue(Value);
  const left: Expression = { kind: 'path', segments: [String(PropertyName)] };
  const values = Array.isArray(value) ? value : [value];
  if (ConditionOperator === 'In') return { kind: 'in', operand: left, list: values.map(literalOf) };
  if (ConditionOperator === 'NotIn') {
    return { kind: 'not', operand: { kind: 'in', operand: left, list: values.map(literalOf) } };
  }
  const operator = operators.get(ConditionOperator);
  if (!operator) {
    throw new DataverseError('InvalidArgument', `'${String(ConditionOperator)}' is no operator.`);
  }
  const right: Expression = { kind: 'literal', literal: literalOf(value) };
  return { kind: 'compare', operator, left, right };
}

/** `{ FilterOperator, Conditions, Filters }` as an expression. */
function filterOf(given: unknown): Expression {
  if (!isObject(given)) return isTrue;
  const { FilterOperator, Conditions, Filters } = given;
  const parts = [
    ...(Array.isArray(Conditions) ? Conditions.filter(isObject).map(condition) : []),
    ...(Array.isArray(Filters) ? Filters.map(filterOf) : []),
  ];
  const kind = FilterOperator === 'Or' ? 'or' : 'and';
  const [first, ...rest] = parts;
  return first ? rest.reduce((left, right) => ({ kind, left, right }), first) : isTrue;
}

/** The properties a query names; undefined for all of them. */
function namesOf(query: unknown): readonly string[] | undefined {
  const given = isObject(query) ? query['Properties'] : undefined;
  if (!isObject(given)) return [];
  const { AllProperties, PropertyNames } = given;
  if (AllProperties === true) return undefined;
  return Array.isArray(PropertyNames) ? PropertyNames.map(String) : [];
}

const optionSets = ['OptionSet', 'GlobalOptionSet'];
const lists: Record<string, string> = {
  Attributes: 'AttributeQuery',
  Keys: 'KeyQuery',
  ManyToOneRelationships: 'RelationshipQuery',
  OneToManyRelationships: 'RelationshipQuery',
  ManyToManyRelationships: 'RelationshipQuery',
};

function childJson(child: Node, names: readonly string[] | undefined): Json {
  const json = partOf(child, names);
  for (const name of optionSets) {
    const set = child.children[name]?.();
    if (set && !Array.isArray(set) && (!names || names.includes(name))) json[name] = set.json;
  }
  return { '@odata.type': `#Microsoft.Dynamics.CRM.${child.type}`, ...json };
}

function partOf(node: Node, names: readonly string[] | undefined): Json {
  const always = ['MetadataId', 'LogicalName', 'HasChanged'];
  const wanted = ([name]: [string, unknown]) =>
    !names || names.includes(name) || always.includes(name);
  return Object.fromEntries(Object.entries(node.json).filter(wanted));
}

function entityJson(node: Node, query: Json): Json {
  const names = namesOf(query);
  const json = partOf(node, names);
  for (const [list, part] of Object.entries(lists)) {
    if (names && !names.includes(list)) continue;
    const given = isObject(query[part]) ? query[part] : {};
    const children = [node.children[list]?.() ?? []].flat();
    const criteria = filterOf(given['Criteria']);
    const properties = given['Properties'] ? namesOf(given) : undefined;
    json[list] = children
      .filter((child) => holds(child, criteria))
      .map((child) => childJson(child, properties));
  }
  return json;
}

function queryOf(call: Call): Json {
  const query = jsonOf(call, 'Query');
  if (isObject(query)) return query;
  throw new DataverseError('InvalidArgument', "'Query' must be an EntityQueryExpression.");
}

/** `RetrieveMetadataChanges(Query=@q)`: a part of the metadata, chosen by an expression. */
export const retrieveMetadataChanges: Operation = {
  method: 'GET',
  run: (_context, call) => {
    const query = queryOf(call);
    const criteria = filterOf(query['Criteria']);
    const isKnown = call.parameters['ClientVersionStamp']
      ? 'value' in call.parameters['ClientVersionStamp'] &&
        call.parameters['ClientVersionStamp'].value === versionStamp
      : false;
    const nodes = tables.map(entityNode).filter((node) => holds(node, criteria));
    return {
      ServerVersionStamp: versionStamp,
      EntityMetadata: isKnown ? [] : nodes.map((node) => entityJson(node, query)),
      DeletedMetadata: null,
    };
  },
};
