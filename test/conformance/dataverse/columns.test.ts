import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  propertyOf,
  tables,
  type Column,
  type Table,
} from '../../../src/sandbox/dataverse/metadata/index.ts';
import { startTestDataverse, type TestDataverse } from '../../support/dataverse.ts';
import { answersOf, batchOf, type Part } from '../../support/batch.ts';
import { describeWith } from '../../support/oracles.ts';

type Json = Record<string, unknown>;

let dataverse: TestDataverse;
/** A row of each table that can have one made. */
const rows = new Map<string, string>();

beforeAll(async () => {
  dataverse = await startTestDataverse();
  await dataverse.door.ensureUser({
    objectId: '11111111-aaaa-4aaa-8aaa-0000000000ad',
    fullName: 'Ada Byron',
    mail: 'ada@fabrikam.com',
    roles: ['Salesperson'],
  });
  await makeRows();
}, 60_000);
afterAll(() => dataverse.close());

const guid = '7d2f1d6e-2a0e-4b7a-9f43-0000000000aa';

/** A value a column takes, as near its limits as its type goes. */
function validValue({ kind, maxLength = 0, min = 0, max = 1, options = [] }: Column): unknown {
  switch (kind) {
    case 'string':
    case 'memo':
      // The limits of the platform itself are beyond what a test can send.
      return 'x'.repeat(Math.min(maxLength, 5000));
    case 'entityname':
      return 'contact';
    case 'integer':
      return max;
    case 'bigint':
      return 90_071_992_547;
    case 'decimal':
    case 'double':
    case 'money':
      return Math.max(min, Math.min(max, 12.5));
    case 'boolean':
      return true;
    case 'datetime':
      return '2026-11-22T09:30:00Z';
    case 'date':
      return '2026-11-22';
    case 'guid':
      return guid;
    case 'picklist':
      return options.at(-1)?.value ?? null;
    case 'multipicklist':
      return options.map(({ value }) => value).join(',');
    case 'image':
      return 'AAAA';
    default:
      return null;
  }
}

const payload = '0x80048d19';
const outOfRange = { integer: '0x8004432f', decimal: '0x80044330' };

/** Values a column refuses, each with the code of the refusal. */
function invalidValues({ kind, maxLength = 0, min, max }: Column): [unknown, string][] {
  const beyond = (code: string): [unknown, string][] => [
    ...(max === undefined || max > 2_147_483_646 ? [] : [[max + 1, code] as [unknown, string]]),
    ...(min === undefined || min < -2_147_483_647 ? [] : [[min - 1, code] as [unknown, string]]),
  ];
  switch (kind) {
    case 'string':
    case 'memo':
      return [
        [7, payload],
        ...(maxLength > 1_000_000
          ? []
          : [['x'.repeat(maxLength + 1), '0x80044331'] as [unknown, string]]),
      ];
    case 'integer':
      return [
        ['1', payload],
        [1.5, payload],
        [3_000_000_000, payload],
        ...beyond(outOfRange.integer),
      ];
    case 'bigint':
      return [
        ['1', payload],
        [1.5, payload],
      ];
    case 'decimal':
    case 'double':
    case 'money':
      return [['1', payload], ...beyond(outOfRange.decimal)];
    case 'boolean':
      return [
        ['true', payload],
        [1, payload],
      ];
    case 'datetime':
      return [
        ['soon', payload],
        [1, payload],
        ['1066-10-14T09:00:00Z', '0x80040239'],
      ];
    case 'date':
      return [
        ['2026-11-22T09:30:00Z', payload],
        ['1066-10-14', '0x80040239'],
      ];
    case 'guid':
      return [
        ['not-a-guid', payload],
        [1, payload],
      ];
    case 'picklist':
      return [
        ['1', payload],
        [987_654, '0x8004431a'],
      ];
    case 'multipicklist':
      return [
        [1, payload],
        ['987654', '0x8004431a'],
      ];
    case 'image':
      return [['?', payload]];
    case 'entityname':
      return [[1, payload]];
    default:
      return [];
  }
}

const isWritable = (column: Column) => column.create || column.update;
const isPlain = ({ kind }: Column) => !['lookup', 'state', 'status'].includes(kind);
const columnsOf = (table: Table, accept: (column: Column, name: string) => boolean) =>
  Object.entries(table.columns).filter(([name, column]) => accept(column, name));

const canCreate = (table: Table) => !table.refuses.includes('POST');
const canUpdate = (table: Table) => !table.refuses.includes('PATCH');

/** What a row of a table cannot be made without. */
function minimalBody(table: Table): Json {
  const body: Json = {};
  for (const [name, column] of columnsOf(table, ({ required, create }) => !!required && create)) {
    if (name === table.id) continue;
    const bound = Object.entries(column.navigation ?? {}).find(([, target]) => rows.has(target));
    if (column.kind !== 'lookup') body[name] = validValue(column);
    else if (bound) body[`${bound[0]}@odata.bind`] = bindingTo(bound[1]);
  }
  return body;
}

const setOf = (name: string) => tables.find((table) => table.name === name)?.entitySet ?? '';
const bindingTo = (name: string) => `/${setOf(name)}(${rows.get(name)})`;

async function firstRow({ name, entitySet, id }: Table): Promise<void> {
  const { body } = await dataverse.call('GET', `${entitySet}?$select=${id}&$top=1`);
  const [row] = (body as { value: Json[] }).value;
  if (row) rows.set(name, String(row[id]));
}

/** Rows are made in as many rounds as their look-ups of each other need. */
async function makeRows(): Promise<void> {
  for (const table of tables.filter(
    (each) => !canCreate(each) && each.name !== 'activitypointer',
  )) {
    await firstRow(table);
  }
  let waiting = tables.filter((table) => canCreate(table));
  for (let round = 0; round < 3 && waiting.length > 0; round += 1) {
    const parts = waiting.map((table): Part => ({
      method: 'POST',
      url: table.entitySet,
      body: minimalBody(table),
    }));
    const answers = answersOf(await send(parts));
    for (const [index, { headers }] of answers.entries()) {
      const id = /\(([0-9a-f-]{36})\)$/.exec(headers['odata-entityid'] ?? '')?.[1];
      const table = waiting[index];
      if (id && table) rows.set(table.name, id);
    }
    waiting = waiting.filter((table) => !rows.has(table.name));
  }
  expect(waiting.map((table) => table.name)).toEqual([]);
}

function send(parts: Part[]) {
  const { body, headers } = batchOf(parts);
  const prefer = { prefer: 'odata.continue-on-error' };
  return dataverse.call('POST', '$batch', { body, headers: { ...headers, ...prefer } });
}

/** The answers to any number of requests, in batches of what one may hold. */
async function sendAll(parts: Part[]) {
  const answers: ReturnType<typeof answersOf> = [];
  for (let start = 0; start < parts.length; start += 1000) {
    answers.push(...answersOf(await send(parts.slice(start, start + 1000))));
  }
  return answers;
}

const rowUrl = (table: Table) => `${table.entitySet}(${rows.get(table.name)})`;

/** Worked out by the server from the rest of the row, though they may be given. */
const derived = new Set([
  'annotation.isdocument',
  'appointment.scheduleddurationminutes',
  'activitymimeattachment.objecttypecode',
]);

// One row decides who may sign in or which file is how large: it must stay as it is.
const untouched = new Set([
  'organization',
  'systemuser',
  'role',
  'usersettings',
  'transactioncurrency',
]);

test('Every declared column takes a value of its type and length and gives it back', async () => {
  const some = tables.filter((table) => canUpdate(table) && !untouched.has(table.name));
  const bodies = some.map((table) =>
    Object.fromEntries(
      columnsOf(table, (column, name) => isPlain(column) && column.update && name !== table.id)
        .filter(([name]) => !derived.has(`${table.name}.${name}`))
        .filter(([, column]) => !column.isUnfilterable)
        .map(([name, column]) => [name, validValue(column)]),
    ),
  );
  const parts = some.map((table, index): Part => ({
    method: 'PATCH',
    url: rowUrl(table),
    body: bodies[index] ?? {},
  }));
  const refused = answersOf(await send(parts)).flatMap(({ status, body }, index) =>
    status === 204 ? [] : [`${some[index]?.name} ${status} ${JSON.stringify(body)}`],
  );
  expect(refused).toEqual([]);
  const wrong: string[] = [];
  let checked = 0;
  for (const [index, table] of some.entries()) {
    const { body } = await dataverse.call('GET', rowUrl(table));
    for (const [name, value] of Object.entries(bodies[index] ?? {})) {
      if (table.columns[name]?.isHidden) continue;
      checked += 1;
      const stored = (body as Json)[name];
      if (stored !== value) wrong.push(`${table.name}.${name}: ${String(stored).slice(0, 40)}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(checked).toBeGreaterThan(1000);
}, 60_000);

test('Every declared column refuses what is too long, out of range or of another type', async () => {
  const cases = tables
    .filter((table) => canCreate(table) || canUpdate(table))
    .flatMap((table) =>
      columnsOf(table, (column) => isPlain(column) && isWritable(column)).flatMap(
        ([name, column]) =>
          invalidValues(column).map(([value, code]) => ({ table, name, value, code })),
      ),
    );
  const answers = await sendAll(
    cases.map(({ table, name, value }): Part => {
      const body = { [name]: value };
      return canCreate(table)
        ? { method: 'POST', url: table.entitySet, body }
        : { method: 'PATCH', url: rowUrl(table), body };
    }),
  );
  const wrong = cases.flatMap(({ table, name, value, code }, index) => {
    const { status, body } = answers[index] ?? { status: 0, body: undefined };
    const found = (body as { error?: { code?: string } } | undefined)?.error?.code;
    if (status === 400 && found === code) return [];
    return [`${table.name}.${name} = ${String(value).slice(0, 30)}: ${status} ${found}`];
  });
  expect(wrong).toEqual([]);
  expect(cases.length).toBeGreaterThan(4000);
}, 60_000);

test('Columns that only the server fills keep their value whatever a client gives', async () => {
  const some = tables.filter((table) => canUpdate(table) && !untouched.has(table.name));
  const wrong: string[] = [];
  const untold = new Set(['modifiedon', 'versionnumber']);
  for (const table of some) {
    const names = columnsOf(table, (column) => isPlain(column) && !isWritable(column))
      .filter(([name]) => !untold.has(name))
      .map(([name]) => name);
    const before = (await dataverse.call('GET', rowUrl(table))).body as Json;
    const body = Object.fromEntries(
      names.map((name) => [name, validValue(table.columns[name] as Column)]),
    );
    const { status } = await dataverse.call('PATCH', rowUrl(table), { body });
    if (status !== 204) wrong.push(`${table.name}: ${status}`);
    const after = (await dataverse.call('GET', rowUrl(table))).body as Json;
    wrong.push(
      ...names.filter((name) => before[name] !== after[name]).map((n) => `${table.name}.${n}`),
    );
  }
  expect(wrong).toEqual([]);
}, 60_000);

test('Every look-up takes a row of each of its tables, and no other case of its name (T-1)', async () => {
  const cases = tables
    .filter((table) => canUpdate(table) && !untouched.has(table.name))
    .flatMap((table) =>
      columnsOf(table, ({ kind, update }) => kind === 'lookup' && update).flatMap(
        ([name, { navigation = {} }]) =>
          Object.entries(navigation)
            .filter(([, target]) => rows.has(target))
            .map(([property, target]) => ({ table, name, property, target })),
      ),
    )
    // A team must not own what it cannot read, nor a queue be moved under itself.
    .filter(({ name }) => name !== 'ownerid');
  const bound = await sendAll(
    cases.map(({ table, property, target }) => ({
      method: 'PATCH',
      url: rowUrl(table),
      body: { [`${property}@odata.bind`]: bindingTo(target) },
    })),
  );
  const refused = cases.flatMap(({ table, property }, index) =>
    bound[index]?.status === 204
      ? []
      : [
          `${table.name}.${property}: ${bound[index]?.status} ${JSON.stringify(bound[index]?.body)}`,
        ],
  );
  expect(refused).toEqual([]);
  const wrongCase = await sendAll(
    cases.map(({ table, property, target }) => ({
      method: 'PATCH',
      url: rowUrl(table),
      body: { [`${property.toUpperCase()}@odata.bind`]: bindingTo(target) },
    })),
  );
  expect(new Set(wrongCase.map(({ status }) => status))).toEqual(new Set([400]));
}, 60_000);

test('A look-up is never given or shown by its logical name', () => {
  for (const table of tables) {
    for (const [name, column] of columnsOf(table, ({ kind }) => kind === 'lookup')) {
      expect(propertyOf(name, column)).toBe(`_${name}_value`);
    }
  }
});

describeWith('oracles/dataverse/error-codes.json', 'The codes of errors', () => {
  test('are those of the platform, under its names', async () => {
    const { errorCatalogue } = await import('../../../src/sandbox/dataverse/errors.ts');
    const { sharedText } = await import('../../support/oracles.ts');
    const real = JSON.parse(sharedText('oracles/dataverse/error-codes.json')) as Json;
    /** Of the Web API itself, not of the platform below it, or younger than the list. */
    const ofWebApi = new Set([
      'NotImplemented',
      'UserNotMemberOfOrganization',
      'ThrottlingBurstRequestLimitExceededError',
      'ThrottlingTimeExceededError',
      'ThrottlingConcurrencyLimitExceededError',
    ]);
    const codesOfWebApi = new Set<string>(['0x80060888', '0x80048d19']);
    const wrong = Object.entries(errorCatalogue)
      .filter(([name, [, code]]) => !ofWebApi.has(name) && !codesOfWebApi.has(code))
      .filter(([name, [, code]]) => real[name] !== code)
      .map(([name, [, code]]) => `${name} ${code} is ${String(real[name])}`);
    expect(wrong).toEqual([]);
  });
});
