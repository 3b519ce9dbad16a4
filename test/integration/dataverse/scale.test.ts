import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql, type RawBuilder } from 'kysely';
import { testClient } from '../../../src/sandbox/entra/registrations.ts';
import type { Context } from '../../../src/sandbox/dataverse/api/types.ts';
import { changedRowsSql } from '../../../src/sandbox/dataverse/changes/history.ts';
import type { LoadedRow } from '../../../src/sandbox/dataverse/door.ts';
import { fixedId, organizationId } from '../../../src/sandbox/dataverse/fixed-ids.ts';
import { tableOf } from '../../../src/sandbox/dataverse/metadata/index.ts';
import { pageSql } from '../../../src/sandbox/dataverse/read/select-rows.ts';
import { findPrincipal } from '../../../src/sandbox/dataverse/security/principal.ts';
import { parseFilter } from '../../../src/sandbox/odata/parse.ts';
import { startTestDataverse, type TestDataverse } from '../../support/dataverse.ts';

/** What the database does for a query: its plan, and the pages of 8 KB it looks at. */
interface Plan {
  text: string;
  buffers: number;
  rows: number;
}

const small = 3000;
const large = 15_000;
const contact = tableOf('contact');
const names = ['Ada', 'Grace', 'Alan', 'Kurt', 'Emmy'];

let dataverse: TestDataverse;
let context: Context;

function* contacts(from: number, to: number): Generator<LoadedRow> {
  for (let number = from; number < to; number++) {
    yield {
      table: 'contact',
      id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
      owner: fixedId(`application ${testClient.clientId}`),
      values: {
        firstname: names[number % 5] ?? '',
        // Twenty are called Needle whatever the number of the others.
        lastname: number < 20 ? `Needle ${number}` : `Person ${number}`,
        emailaddress1: `p${number}@c${number % 500}.example`,
      },
    };
  }
}

async function planOf(query: RawBuilder<unknown>): Promise<Plan> {
  const explained = await sql<{
    'QUERY PLAN': string;
  }>`explain (analyze, buffers, timing off) ${query}`.execute(context.db);
  const lines = explained.rows.map((row) => row['QUERY PLAN']);
  const top = lines[0] ?? '';
  const buffers = /shared hit=(\d+)/.exec(
    lines.find((line) => line.includes('Buffers:')) ?? '',
  )?.[1];
  return {
    text: lines.join('\n'),
    buffers: Number(buffers ?? Number.NaN),
    rows: Number(/actual rows=(\d+)/.exec(top)?.[1]),
  };
}

const addresses = JSON.stringify(Array.from({ length: 20 }, (_, n) => `P${n}@c${n}.example`));
const filters: Record<string, string> = {
  'an In match on three address columns': [1, 2, 3]
    .map((n) => `Microsoft.Dynamics.CRM.In(PropertyName='emailaddress${n}',PropertyValues=@v)`)
    .join(' or '),
  'a search for a part of a name': "contains(fullname,'needle')",
  'a search in a name or an address':
    "contains(fullname,'needle') or startswith(emailaddress1,'needle')",
};

const page = (filter: string | undefined) =>
  pageSql(
    context,
    { table: contact },
    {
      select: ['fullname'],
      custom: {},
      ...(filter && { filter: parseFilter(filter, { '@v': addresses }) }),
    },
    { limit: 5001 },
  );

const pageAfter = () =>
  pageSql(
    context,
    { table: contact },
    { select: ['fullname'], custom: {} },
    { limit: 100, after: { terms: [], id: '00000000-0000-4000-8000-000000002000' } },
  );

const delta = async () => {
  const { rows } = await sql<{ version: string }>`
    select last_value::text as version from sandbox_dataverse.version`.execute(context.db);
  const until = BigInt(rows[0]?.version ?? 0);
  return changedRowsSql(contact, { since: until - 100n, until }, ['fullname'], 5001);
};

/** Plans of everything that must not grow, by name. */
async function plans(): Promise<Map<string, Plan>> {
  const found = new Map<string, Plan>();
  for (const [name, filter] of Object.entries(filters)) found.set(name, await planOf(page(filter)));
  found.set('a page far into the table', await planOf(pageAfter()));
  found.set('a page of changes', await planOf(await delta()));
  return found;
}

let few: Map<string, Plan>;
let many: Map<string, Plan>;

beforeAll(async () => {
  dataverse = await startTestDataverse();
  const user = await findPrincipal(dataverse.deps.db, 'applicationid', testClient.clientId);
  if (!user) throw new Error('The test client has no system user.');
  context = {
    db: dataverse.db,
    isInTransaction: false,
    now: () => new Date(),
    root: dataverse.root,
    principals: [user],
    organizationId,
  };
  await dataverse.door.loadMany(contacts(0, small));
  few = await plans();
  await dataverse.door.loadMany(contacts(small, large));
  many = await plans();
});
afterAll(() => dataverse.close());

describe('In an organisation that grows five times as large', () => {
  test.each([
    ['an In match on three address columns', 'row_emailaddress3', 20],
    ['a search for a part of a name', 'row_texts', 20],
    ['a search in a name or an address', 'row_texts', 20],
    ['a page far into the table', 'row_pkey', 100],
    ['a page of changes', 'row_version', 100],
  ])('%s uses the index %s and touches no more of it', (name, index, rows) => {
    const [before, after] = [few.get(name), many.get(name)];
    expect(after?.text).toContain(index);
    expect(after?.text).not.toContain('Seq Scan on row r');
    expect([before?.rows, after?.rows]).toEqual([rows, rows]);
    // An index may get a level deeper; nothing else may grow.
    expect(after?.buffers).toBeLessThan((before?.buffers ?? 0) * 1.5 + 40);
  });

  test('every row is counted and found', async () => {
    const count = await dataverse.call('GET', 'contacts?$count=true&$top=1&$select=lastname');
    expect(count.body['@odata.count']).toBe(5000);
    const { body } = await dataverse.call(
      'GET',
      `contacts?$select=lastname&$filter=contains(lastname,'person ${large - 1}')`,
    );
    expect(body.value).toHaveLength(1);
  });
});
