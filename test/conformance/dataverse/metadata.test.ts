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
  maxLength?: number;
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
const withColumns = standard.filter((table) => entities[table.name]);
const columnsOf = (table: Table) => Object.entries(table.columns);
const attribute = (table: Table, name: string) => entities[table.name]?.attributes[name];
const fieldsOf = (table: Table) => Object.values(fields[table.name] ?? {});

/** In documented samples, though the generated field lists do not have them. */
const documented = /^(?:objectid|activityid)_(?:email|appointment|task|phonecall|activitypointer)$/;
/** Chat participant and related: documented since 2023. */
const newerOptions = new Set(['participationtypemask 12', 'participationtypemask 13']);

/** Statuses differ by activity; the sandbox gives the pointer the states of all. */
const isPointerStatus = (table: Table, name: string) =>
  table.name === 'activitypointer' && name === 'statuscode';

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
        const isSame = maxLength === undefined || real === undefined || maxLength === real;
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
