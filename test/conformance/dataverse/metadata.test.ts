import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { tables, type Column, type Table } from '../../../src/sandbox/dataverse/metadata/index.ts';

const dir = join(process.env['REGARDING_SHARED'] ?? '../shared', 'oracles/dataverse');
const isPresent = existsSync(dir);
const describeOracle = isPresent ? describe : describe.skip;
const title = 'The sandbox declares of the standard tables';

interface Attribute {
  type: string;
  schemaName: string;
  requiredLevel: 'None' | 'SystemRequired' | 'ApplicationRequired' | 'Recommended';
  maxLength?: string;
  minValue?: string;
  maxValue?: string;
  validForRead: boolean;
  writable: boolean;
  validForCreate?: boolean;
  validForUpdate?: boolean;
  options?: { value: number; label: string; state?: number }[];
}
interface Entity {
  EntitySetName: string;
  PrimaryIdAttribute: string;
  PrimaryNameAttribute: string;
  attributes: Record<string, Attribute>;
}
interface Field {
  property: string;
  readOnly?: boolean;
  navigationProperty?: string;
  target?: string;
  entitySet?: string;
}

const read = (name: string): unknown =>
  isPresent ? JSON.parse(readFileSync(join(dir, name), 'utf8')) : {};

const entities = read('entities.json') as Record<string, Entity>;
const fields = read('webapi-fields.json') as Record<string, Record<string, Field>>;
/** Newer than entities.json: wins. */
const lengths = read('maxlengths-2023.json') as Record<string, Record<string, number>>;

const types: Record<Column['kind'], string[]> = {
  string: ['String'],
  memo: ['Memo', 'String'],
  double: ['Double'],
  multipicklist: ['MultiSelectPicklist'],
  image: ['Image'],
  integer: ['Integer'],
  bigint: ['BigInt'],
  decimal: ['Decimal'],
  money: ['Money'],
  boolean: ['Boolean'],
  datetime: ['DateTime'],
  date: ['DateTime'],
  guid: ['Uniqueidentifier'],
  picklist: ['Picklist'],
  state: ['State'],
  status: ['Status'],
  entityname: ['EntityName'],
  lookup: ['Lookup', 'Owner', 'Customer'],
};

const standard = tables.filter((table) => !table.name.includes('_') && fields[table.name]);
const withColumns = tables.filter((table) => entities[table.name]);
const columnsOf = (table: Table) => Object.entries(table.columns);
const attribute = (table: Table, name: string) => entities[table.name]?.attributes[name];
const fieldsOf = (table: Table) => Object.values(fields[table.name] ?? {});

/** In documented samples, though the generated field lists do not have them. */
const documented =
  /^(?:objectid|activityid)_(?:activitypointer|appointment|email|fax|incidentresolution|letter|opportunityclose|phonecall|recurringappointmentmaster|serviceappointment|task|template)$|^owninguser$|^regardingobjectid_knowledgearticle$/;
/** Chat participant, related (2023) and teams of Entra groups are younger than the list. */
const newerOptions = new Set([
  'participationtypemask 12',
  'participationtypemask 13',
  'teamtype 2',
  'teamtype 3',
]);

/** Statuses differ by activity; the sandbox gives the pointer the states of all. */
const isPointerStatus = (table: Table, name: string) =>
  table.name === 'activitypointer' && name === 'statuscode';

/** The platform enforces these of its own, though the documentation calls them form rules. */
const isStricter = (table: Table, name: string): boolean =>
  table.name === 'appointment' && (name === 'scheduledstart' || name === 'scheduledend');

const lookupTypes = new Set(['Lookup', 'Owner', 'Customer']);

/** Why a documented column is not a column of the Web API here. */
function reasonFor(table: Table, name: string, real: Attribute): string {
  const of = (suffix: RegExp) => attribute(table, name.replace(suffix, ''));
  if (real.type === 'PartyList') return 'lists of parties, which the Web API does not show (1.6)';
  if (real.type === 'ManagedProperty') return 'managed properties, as there are no solutions';
  if (lookupTypes.has(of(/(?:yomi)?name$/)?.type ?? '') || /yominame$/.test(name)) {
    return 'names of look-ups, which the Web API gives as annotations';
  }
  if (real.type === 'EntityName')
    return 'types of look-ups, which the Web API gives as annotations';
  const properties = fieldsOf(table).map(({ property }) => property);
  const isInWebApi = properties.includes(name) || properties.includes(`_${name}_value`);
  if (properties.length > 0 && !isInWebApi) return 'not in the Web API of a live organisation';
  return name === 'slaname'
    ? 'names of look-ups, which the Web API gives as annotations'
    : 'for no reason';
}

describeOracle(isPresent ? title : `${title} nothing: ../shared/oracles is absent`, () => {
  test('the real entity sets, primary ids and primary names', () => {
    const ours = withColumns
      .filter(({ name }) => name !== 'activityparty')
      .map(({ name, entitySet, id, primaryName }) => [name, entitySet, id, primaryName]);
    expect(ours).toEqual(
      ours.map(([name = '']) => {
        const entity = entities[name];
        return [
          name,
          entity?.EntitySetName,
          entity?.PrimaryIdAttribute,
          entity?.PrimaryNameAttribute,
        ];
      }),
    );
  });

  test('only columns that exist', () => {
    const unknown = standard.flatMap((table) => {
      const properties = new Set(fieldsOf(table).map(({ property }) => property));
      return columnsOf(table)
        .filter(([name]) => !attribute(table, name))
        .filter(([name, { kind }]) => !properties.has(kind === 'lookup' ? `_${name}_value` : name))
        .map(([name]) => `${table.name}.${name}`);
    });
    expect(unknown).toEqual([]);
  });

  test('the real type of every column', () => {
    const wrong = withColumns.flatMap((table) =>
      columnsOf(table)
        .map(([name, { kind }]) => ({ name, kind, type: attribute(table, name)?.type }))
        .filter(({ kind, type }) => type && !types[kind].includes(type))
        .map(({ name, kind, type }) => `${table.name}.${name}: ${kind} is ${type}`),
    );
    expect(wrong).toEqual([]);
  });

  test('the real maximum length of every text (T-18)', () => {
    const wrong = standard.flatMap((table) =>
      columnsOf(table).flatMap(([name, { maxLength }]) => {
        const real = lengths[table.name]?.[name] ?? attribute(table, name)?.maxLength;
        const isSame = maxLength === undefined || real === undefined || maxLength === Number(real);
        return isSame ? [] : [`${table.name}.${name}: ${maxLength} is ${real}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('whether a column may be given on create and on update', () => {
    const wrong = withColumns.flatMap((table) =>
      columnsOf(table).flatMap(([name, { create, update }]) => {
        const real = attribute(table, name);
        if (!real) return [];
        const expected = {
          create: real.writable && real.validForCreate !== false,
          update: real.writable && real.validForUpdate !== false,
        };
        const isSame = expected.create === create && expected.update === update;
        return isSame ? [] : [`${table.name}.${name}: ${JSON.stringify(expected)}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('the schema name of every column', () => {
    const wrong = withColumns.flatMap((table) =>
      columnsOf(table).flatMap(([name, { schemaName }]) => {
        const real = attribute(table, name)?.schemaName;
        return real === undefined || real === schemaName ? [] : [`${table.name}.${schemaName}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('the range of every number', () => {
    const unusable = (real: Attribute) => real.minValue === '0' && real.maxValue === '0';
    const wrong = withColumns.flatMap((table) =>
      columnsOf(table).flatMap(([name, { min, max }]) => {
        const real = attribute(table, name);
        if (min === undefined || max === undefined || !real?.minValue || unusable(real)) return [];
        const isSame = min === Number(real.minValue) && max === Number(real.maxValue);
        // What an integer cannot be has no need of a limit.
        return isSame || real.type === 'Money' ? [] : [`${table.name}.${name}: ${min} ${max}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('how much every column is required', () => {
    const levels = {
      system: 'SystemRequired',
      application: 'ApplicationRequired',
      recommended: 'Recommended',
    } as const;
    const wrong = withColumns.flatMap((table) =>
      columnsOf(table).flatMap(([name, { requiredLevel, create }]) => {
        const real = attribute(table, name);
        if (!real?.writable || real.validForCreate === false || !create) return [];
        const ours = requiredLevel ? levels[requiredLevel] : 'None';
        return real.requiredLevel === ours || isStricter(table, name)
          ? []
          : [`${table.name}.${name}: ${ours}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('nearly all columns of the tables it has; the others for a reason', () => {
    const left = new Map<string, string[]>();
    let declared = 0;
    let all = 0;
    for (const table of withColumns) {
      for (const [name, real] of Object.entries(entities[table.name]?.attributes ?? {})) {
        all += 1;
        if (name in table.columns) declared += 1;
        else {
          const reason = reasonFor(table, name, real);
          left.set(reason, [...(left.get(reason) ?? []), `${table.name}.${name}`]);
        }
      }
    }
    const lines = [...left].map(([reason, names]) => `  ${names.length} ${reason}`);
    process.stdout.write(
      `${declared} of ${all} columns of ${withColumns.length} documented tables are declared; left out:\n${lines.join('\n')}\n`,
    );
    expect(left.get('for no reason') ?? []).toEqual([]);
  });

  test('options with their real values and states', () => {
    const wrong = withColumns.flatMap((table) =>
      columnsOf(table)
        .filter(([name]) => !isPointerStatus(table, name))
        .flatMap(([name, { options = [] }]) => {
          const real = attribute(table, name)?.options;
          return options
            .filter(({ value }) => !newerOptions.has(`${name} ${value}`))
            .filter(({ value, state }) => {
              const found = real?.find((option) => option.value === value);
              return real && (!found || (state !== undefined && found.state !== state));
            })
            .map(({ value }) => `${table.name}.${name}: ${value}`);
        }),
    );
    expect(wrong).toEqual([]);
  });

  test('navigation properties in their real case, to their real tables', () => {
    const wrong = standard.flatMap((table) => {
      const real = new Set(
        fieldsOf(table).map((field) => `${field.navigationProperty ?? ''}>${field.target ?? ''}`),
      );
      const inherited = table.isActivity ? Object.values(fields['activitypointer'] ?? {}) : [];
      for (const field of inherited) {
        real.add(`${field.navigationProperty ?? ''}>${field.target ?? ''}`);
      }
      return columnsOf(table).flatMap(([, { navigation = {} }]) =>
        Object.entries(navigation)
          .filter(([property, target]) => !target.includes('_') && !documented.test(property))
          .filter(([property, target]) => !real.has(`${property}>${target}`))
          .map(([property, target]) => `${table.name}.${property} > ${target}`),
      );
    });
    expect(wrong).toEqual([]);
  });
});
