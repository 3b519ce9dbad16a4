import { operationSignatures } from '../functions/signatures.ts';
import { findTable, propertyOf, tables, type Column, type Table } from '../metadata/index.ts';
import { edmTypes } from './edm-type.ts';

const namespace = 'Microsoft.Dynamics.CRM';

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const xml = (name: string, attributes: Record<string, string | undefined>, ...inner: string[]) => {
  const written = Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? '' : ` ${key}="${escape(value)}"`))
    .join('');
  return inner.length === 0
    ? `<${name}${written} />`
    : `<${name}${written}>${inner.join('')}</${name}>`;
};

const computed = xml('Annotation', { Term: 'Org.OData.Core.V1.Computed', Bool: 'true' });

/** Activities derive from activitypointer, which derives from crmbaseentity as all others do. */
const baseOf = (table: Table): string =>
  table.isActivity && table.name !== 'activitypointer' ? 'activitypointer' : 'crmbaseentity';

const isInherited = (table: Table, name: string): boolean =>
  baseOf(table) === 'activitypointer' && name in (findTable('activitypointer')?.columns ?? {});

function property(name: string, column: Column): string {
  const isReadOnly = !column.create && !column.update;
  return xml(
    'Property',
    {
      Name: propertyOf(name, column),
      Type: edmTypes[column.kind],
      Unicode: column.kind === 'string' || column.kind === 'memo' ? 'false' : undefined,
      Scale: column.precision === undefined ? undefined : 'Variable',
    },
    ...(isReadOnly || column.kind === 'lookup' ? [computed] : []),
  );
}

const partnerOf = (target: Table, table: Table, via: string): string | undefined =>
  Object.entries(target.collections).find(
    ([, collection]) => collection.table === table.name && collection.via === via,
  )?.[0];

const constraint = (column: string, target: Table): string =>
  xml('ReferentialConstraint', { Property: `_${column}_value`, ReferencedProperty: target.id });

function lookups(table: Table, name: string, { navigation = {} }: Column): string[] {
  return Object.entries(navigation).flatMap(([property, targetName]) => {
    const target = findTable(targetName);
    // Inherited regarding properties are declared on activitypointer alone.
    if (!target || (isInherited(table, name) && ownNavigation(property))) return [];
    // An owner may be a team as well.
    const type = name === 'ownerid' ? 'principal' : target.name;
    const partner = partnerOf(target, table, name);
    const written = { Name: property, Type: `mscrm.${type}`, Nullable: 'false', Partner: partner };
    return [
      xml(
        'NavigationProperty',
        written,
        ...(type === 'principal' ? [] : [constraint(name, target)]),
      ),
    ];
  });
}

const ownNavigation = (property: string): boolean => {
  const pointer = findTable('activitypointer');
  return Object.values(pointer?.columns ?? {}).some(
    ({ navigation = {} }) => property in navigation,
  );
};

function collections(table: Table): string[] {
  const inherited = baseOf(table) === 'activitypointer' ? findTable('activitypointer') : undefined;
  return Object.entries(table.collections)
    .filter(([name]) => !(name in (inherited?.collections ?? {})))
    .map(([name, { table: target, via }]) => {
      const column = via ? findTable(target)?.columns[via] : undefined;
      const partner = Object.entries(column?.navigation ?? {}).findLast(
        ([, to]) => to === table.name,
      )?.[0];
      return xml('NavigationProperty', {
        Name: name,
        Type: `Collection(mscrm.${target})`,
        Partner: via ? partner : name,
      });
    });
}

function entityType(table: Table): string {
  const isDerived = baseOf(table) === 'activitypointer';
  const columns = Object.entries(table.columns).filter(([, { isHidden }]) => !isHidden);
  return xml(
    'EntityType',
    { Name: table.name, BaseType: `mscrm.${baseOf(table)}` },
    ...(isDerived ? [] : [xml('Key', {}, xml('PropertyRef', { Name: table.id }))]),
    ...columns.filter(([name]) => !isInherited(table, name)).map(([name, c]) => property(name, c)),
    ...columns.flatMap(([name, column]) => lookups(table, name, column)),
    ...collections(table),
    ...table.keys.map((key) =>
      xml(
        'Annotation',
        { Term: 'OData.Community.Keys.V1.AlternateKeys' },
        xml('Collection', {}, ...key.map((name) => xml('PropertyPath', {}, name))),
      ),
    ),
  );
}

const trackChanges = xml(
  'Annotation',
  { Term: 'Org.OData.Capabilities.V1.ChangeTracking' },
  xml('Record', {}, xml('PropertyValue', { Property: 'Supported', Bool: 'true' })),
);

function entitySet(table: Table): string {
  const bindings = [
    ...Object.values(table.columns).flatMap(({ navigation = {} }) => Object.entries(navigation)),
    ...Object.entries(table.collections).map(([name, c]): [string, string] => [name, c.table]),
  ].map(([Path, target]) =>
    xml('NavigationPropertyBinding', { Path, Target: findTable(target)?.entitySet ?? '' }),
  );
  return xml(
    'EntitySet',
    { Name: table.entitySet, EntityType: `${namespace}.${table.name}` },
    ...bindings,
    ...(table.isChangeTracked ? [trackChanges] : []),
  );
}

interface Signature {
  name: string;
  kind: 'Function' | 'Action';
  /** Type it is bound to. */
  bound?: string | undefined;
}

const signature = ({ name, kind, bound }: Signature): string =>
  xml(
    kind,
    { Name: name, IsBound: bound === undefined ? undefined : 'true' },
    ...(bound === undefined
      ? []
      : [xml('Parameter', { Name: 'entity', Type: bound, Nullable: 'false' })]),
    ...(kind === 'Function'
      ? [xml('ReturnType', { Type: `mscrm.${name}Response`, Nullable: 'false' })]
      : []),
  );

function operations(): { declared: string[]; imports: string[] } {
  const found: Signature[] = operationSignatures();
  const responses = [...new Set(found.filter((s) => s.kind === 'Function').map((s) => s.name))];
  return {
    declared: [
      ...responses.map((name) => xml('ComplexType', { Name: `${name}Response`, OpenType: 'true' })),
      ...found.map(signature),
    ],
    imports: found
      .filter(({ bound }) => bound === undefined)
      .map(({ name, kind }) =>
        xml(`${kind}Import`, { Name: name, [kind]: `${namespace}.${name}` }),
      ),
  };
}

let written: string | undefined;

/** `$metadata`: every table, relation, function and action as CSDL 4.0; made once. */
export function csdl(): string {
  if (written !== undefined) return written;
  const { declared, imports } = operations();
  const base = xml('EntityType', { Name: 'crmbaseentity', Abstract: 'true' });
  const principal = xml(
    'EntityType',
    { Name: 'principal', BaseType: 'mscrm.crmbaseentity' },
    xml('Key', {}, xml('PropertyRef', { Name: 'ownerid' })),
    xml('Property', { Name: 'ownerid', Type: 'Edm.Guid' }),
  );
  const container = xml(
    'EntityContainer',
    { Name: 'System' },
    ...tables.map(entitySet),
    ...imports,
  );
  const schema = xml(
    'Schema',
    { Namespace: namespace, Alias: 'mscrm', xmlns: 'http://docs.oasis-open.org/odata/ns/edm' },
    base,
    principal,
    ...tables.map(entityType),
    ...declared,
    container,
  );
  const edmx = { Version: '4.0', 'xmlns:edmx': 'http://docs.oasis-open.org/odata/ns/edmx' };
  written = `<?xml version="1.0" encoding="utf-8"?>${xml('edmx:Edmx', edmx, xml('edmx:DataServices', {}, schema))}`;
  return written;
}
