import { findTable, navigationTo, tables, type Table } from '../metadata/index.ts';
import { label, managed, metadataId, type Json, type Node } from './node.ts';

const audit = /^(createdby|modifiedby|createdonbehalfby|modifiedonbehalfby)$/;
const owners: Record<string, string> = {
  ownerid: 'owner',
  owninguser: 'user',
  owningteam: 'team',
  owningbusinessunit: 'business_unit',
};

/** The navigation property on the table referred to, where it has one. */
const collectionOf = (referenced: Table, table: string, via: string): string | undefined =>
  Object.entries(referenced.collections).find(
    ([, collection]) => collection.table === table && collection.via === via,
  )?.[0];

function schemaName(table: Table, column: string, referenced: Table): string {
  const named = collectionOf(referenced, table.name, column);
  if (named) return named;
  if (audit.test(column)) return `lk_${table.name}_${column}`;
  const owner = owners[column];
  return owner ? `${owner}_${table.entitySet}` : `${referenced.name}_${table.name}_${column}`;
}

const menu: Json = {
  Behavior: 'UseCollectionName',
  Group: 'Details',
  Order: null,
  IsCustomizable: true,
  Icon: null,
  ViewId: '00000000-0000-0000-0000-000000000000',
  AvailableOffline: true,
  MenuId: null,
  QueryApi: null,
  Label: label(undefined),
};

const shared = (name: string, isCustom: boolean, type: string): Json => ({
  MetadataId: metadataId(`relationship ${name}`),
  HasChanged: null,
  IsCustomRelationship: isCustom,
  IsValidForAdvancedFind: true,
  SchemaName: name,
  SecurityTypes: type === 'OneToManyRelationship' ? 'Append' : 'None',
  IsManaged: !isCustom,
  RelationshipType: type,
  IntroducedVersion: '5.0.0.0',
  IsCustomizable: managed(true, 'iscustomizable'),
});

function node(type: string, name: string, json: Json, own: Json): Node {
  return {
    type: `${type}Metadata`,
    base: 'RelationshipMetadataBase',
    own: Object.keys(own),
    keys: { SchemaName: name, MetadataId: metadataId(`relationship ${name}`) },
    json: { ...json, ...own },
    children: {},
  };
}

function oneToMany(table: Table, column: string, referenced: Table): Node {
  const declared = table.columns[column];
  const name = schemaName(table, column, referenced);
  const cascades = declared?.onDelete === 'cascade';
  // What an activity is regarding is its parent: all that is done to one is done to the other.
  const parental = table.isActivity && column === 'regardingobjectid' ? 'Cascade' : 'NoCascade';
  const own = {
    ReferencedAttribute: referenced.id,
    ReferencedEntity: referenced.name,
    ReferencingAttribute: column,
    ReferencingEntity: table.name,
    IsHierarchical: table === referenced && column.startsWith('parent'),
    EntityKey: null,
    IsRelationshipAttributeDenormalized: false,
    ReferencedEntityNavigationPropertyName: collectionOf(referenced, table.name, column) ?? null,
    ReferencingEntityNavigationPropertyName:
      (declared && navigationTo(declared, referenced.name)) ?? column,
    RelationshipBehavior: 0,
    IsDenormalizedLookup: false,
    DenormalizedAttributeName: null,
    AssociatedMenuConfiguration: menu,
    CascadeConfiguration: {
      Assign: parental,
      Delete: cascades ? 'Cascade' : declared?.onDelete === 'restrict' ? 'Restrict' : 'RemoveLink',
      Archive: 'NoCascade',
      Merge: 'NoCascade',
      Reparent: parental,
      Share: parental,
      Unshare: parental,
      RollupView: 'NoCascade',
    },
    RelationshipAttributes: [],
  };
  const isCustom = table.name.includes('_');
  return node('OneToManyRelationship', name, shared(name, isCustom, 'OneToManyRelationship'), own);
}

const lookupsOf = (table: Table): Node[] =>
  Object.entries(table.columns).flatMap(([name, { navigation = {} }]) =>
    [...new Set(Object.values(navigation))].flatMap((target) => {
      const referenced = findTable(target);
      return referenced ? [oneToMany(table, name, referenced)] : [];
    }),
  );

function manyToMany(table: Table, name: string): Node | undefined {
  const collection = table.collections[name];
  const other = collection && findTable(collection.table);
  if (!collection?.through || !other) return undefined;
  const { table: between, from, to } = collection.through;
  const own = {
    Entity1LogicalName: table.name,
    Entity2LogicalName: other.name,
    IntersectEntityName: between,
    Entity1IntersectAttribute: from,
    Entity2IntersectAttribute: to,
    Entity1NavigationPropertyName: name,
    Entity2NavigationPropertyName: name,
    Entity1AssociatedMenuConfiguration: menu,
    Entity2AssociatedMenuConfiguration: menu,
  };
  return node('ManyToManyRelationship', name, shared(name, false, 'ManyToManyRelationship'), own);
}

/** Every relation by one table's look-ups, made once. */
const byReferencing = new Map(tables.map((table) => [table.name, lookupsOf(table)]));

const all = [...byReferencing.values()].flat();

/** A table's lists of relations are of one type each, so that no cast is needed. */
const ofOneType = (nodes: readonly Node[]): Node[] =>
  nodes.map(({ type, json, keys, children }) => ({ type, json, keys, children }));

const manyToManyOf = (table: Table): Node[] =>
  Object.keys(table.collections).flatMap((name) => manyToMany(table, name) ?? []);

export const manyToOneNodes = (table: Table): Node[] =>
  ofOneType(byReferencing.get(table.name) ?? []);

export const oneToManyNodes = (table: Table): Node[] =>
  ofOneType(all.filter(({ json }) => json['ReferencedEntity'] === table.name));

export const manyToManyNodes = (table: Table): Node[] => ofOneType(manyToManyOf(table));

/** `RelationshipDefinitions`: each relation once. */
export function relationshipNodes(): Node[] {
  const many = new Map(tables.flatMap(manyToManyOf).map((each) => [each.keys['SchemaName'], each]));
  return [...all, ...many.values()];
}
