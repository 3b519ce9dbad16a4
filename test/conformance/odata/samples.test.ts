import { describe, expect, test } from '@jest/globals';
import { sql, Kysely, PGliteDialect } from 'kysely';
import {
  findEntitySet,
  findNavigation,
  tableOf,
} from '../../../src/sandbox/dataverse/metadata/index.ts';
import type { Context } from '../../../src/sandbox/dataverse/api/types.ts';
import { resolverFor } from '../../../src/sandbox/dataverse/read/resolver.ts';
import { selectedColumns } from '../../../src/sandbox/dataverse/read/present.ts';
import type { QueryOptions } from '../../../src/sandbox/odata/ast.ts';
import { parseResource } from '../../../src/sandbox/odata/parse.ts';
import { compileFilter, compileOrder } from '../../../src/sandbox/odata/to-sql.ts';
import { describeWith, sharedText } from '../../support/oracles.ts';

interface Sample {
  file: string;
  http: string;
}

/** Below the service root, as the servers hand it to the parser. */
const belowRoot = (url: string): string =>
  url
    .replace(/^(?:\[[^\]]*\]|https?:\/\/[^/]+)+/, '')
    .replace(/^\/?(?:\w+\/)?api\/data\/v[\d.]+\//, '')
    .replace(/^\/(?:v1\.0|beta)/, '')
    .replace(/[{<][\w |.-]+[}>]/g, '1');

const requestLine = /^(?:GET|POST|PATCH|PUT|DELETE)\s+(\S.*?)(?:\s+HTTP\/1\.1)?\s*$/gm;

/** Addresses that no server could read, each with why. */
const unreadable: [RegExp, string][] = [
  [/-value[,)]/, 'a placeholder without braces stands where a value belongs'],
  [/\(0{8}(?:-0000){2}-0{12}\d?\)|-0000-000000000003\)/, 'the GUID lacks a group of digits'],
  [/discovery/, 'the discovery service is another server'],
];

interface Left {
  url: string;
  reason: string;
}

function addresses(path: string): { urls: string[]; left: Left[] } {
  const all = (JSON.parse(sharedText(path)) as Sample[]).flatMap(({ http }) =>
    [...http.matchAll(requestLine)].map((match) => belowRoot(match[1] ?? '')),
  );
  const left = all.flatMap((url) => {
    const reason = unreadable.find(([pattern]) => pattern.test(url))?.[1];
    return reason ? [{ url, reason }] : [];
  });
  return { urls: all.filter((url) => !left.some((one) => one.url === url)), left };
}

const failures = (urls: readonly string[], read: (url: string) => void): string[] =>
  urls.flatMap((url) => {
    try {
      read(url);
      return [];
    } catch (error) {
      return [`${url}: ${String(error)}`];
    }
  });

/** Prints how many samples pass, and each one that is left out with its reason. */
function report(title: string, passed: number, all: number, left: readonly Left[]): void {
  const lines = left.map(({ url, reason }) => `  left out: ${url.slice(0, 120)} (${reason})`);
  process.stdout.write(
    `${title}: ${passed} of ${all}\n${lines.map((line) => `${line}\n`).join('')}`,
  );
}

// Only compiles: the dialect needs no database for that.
const db = new Kysely<never>({ dialect: new PGliteDialect({ pglite: undefined as never }) });

const administrator = {
  id: '00000000-0000-4000-8000-000000000001',
  ownerIds: ['00000000-0000-4000-8000-000000000001'],
  businessUnitId: '00000000-0000-4000-8000-000000000002',
  roles: [],
  grants: [],
  privileges: new Map(),
  columns: 'all',
};
const context = {
  now: () => new Date('2026-11-22T09:30:00Z'),
  principals: [administrator],
} as unknown as Context;

/** Compiles everything a query asks of a table. Throws where a name or a function is unknown. */
function compileFor(tableName: string, query: QueryOptions): void {
  const table = tableOf(tableName);
  const columns = resolverFor(context, table);
  selectedColumns(table, query.select);
  if (query.filter) compileFilter(query.filter, columns).compile(db);
  if (query.orderby) sql`${compileOrder(query.orderby, columns)}`.compile(db);
  for (const { path, options } of query.expand ?? []) {
    const target = findNavigation(table, path)?.target ?? table.collections[path]?.table;
    if (!target) throw new Error(`'${path}' leads nowhere.`);
    compileFor(target, options);
  }
}

describeWith('oracles/dataverse/webapi-http-samples.json', 'Documented Web API requests', () => {
  const { urls, left } = addresses('oracles/dataverse/webapi-http-samples.json');

  test('can all be read', () => {
    const failed = failures(urls, (url) => parseResource(url));
    report(
      'Dataverse addresses read',
      urls.length - failed.length,
      urls.length + left.length,
      left,
    );
    expect(urls.length).toBeGreaterThan(150);
    expect(failed).toEqual([]);
  });

  test('that query a table of the sandbox become SQL with its own names', () => {
    const queries = urls.flatMap((url) => {
      const { path, query } = parseResource(url);
      const [set, next] = path;
      const table = findEntitySet(set?.name ?? '');
      const isPlain = table !== undefined && (next === undefined || next.name === '$count');
      return isPlain ? [{ url, table, query }] : [];
    });
    const failed = queries.flatMap(({ url, table, query }) =>
      failures([url], () => {
        compileFor(table.name, query);
      }),
    );
    const passed = queries.length - failed.length;
    report('Dataverse queries compiled', passed, queries.length, []);
    expect(queries.length).toBeGreaterThan(60);
    expect(failed).toEqual([]);
  });
});

describeWith('oracles/graph/http-samples.json', 'Documented requests of Microsoft Graph', () => {
  const { urls, left } = addresses('oracles/graph/http-samples.json');

  test('can all be read', () => {
    const failed = failures(urls, (url) => parseResource(url, { isDollarOptional: true }));
    report('Graph addresses read', urls.length - failed.length, urls.length + left.length, left);
    expect(urls.length).toBeGreaterThan(500);
    expect(failed).toEqual([]);
  });
});

describe('Queries of the specification (wire facts, 1.3 and 1.5)', () => {
  const of = (url: string) => {
    const { path, query } = parseResource(url);
    compileFor(findEntitySet(path[0]?.name ?? '')?.name ?? '', query);
  };

  test('become SQL', () => {
    const inFunction = (n: number) =>
      `Microsoft.Dynamics.CRM.In(PropertyName=@p${n},PropertyValues=@v)`;
    of(
      `contacts?$select=contactid,fullname,emailaddress1,_parentcustomerid_value,statecode,jobtitle&$filter=${inFunction(1)} or ${inFunction(2)}&@p1='emailaddress1'&@p2='emailaddress2'&@v=["ada@contoso.com","o'neil@x.org"]`,
    );
    const id = '6a000000-0000-0000-0000-000000000001';
    of(
      `opportunities?$select=name,estimatedvalue,estimatedclosedate,statecode,statuscode,stepname&$filter=_parentcontactid_value eq ${id} and statecode eq 0&$orderby=estimatedclosedate asc&$top=5`,
    );
    of(
      `incidents?$select=title,ticketnumber,statuscode,prioritycode,createdon&$filter=_customerid_value eq ${id} and statecode eq 0&$top=5`,
    );
    of(
      `activitypointers?$select=subject,activitytypecode,statecode,scheduledend,actualend,modifiedon,_ownerid_value&$filter=_regardingobjectid_value eq ${id}&$orderby=modifiedon desc&$top=10`,
    );
    of(
      `activityparties?$select=participationtypemask,addressused&$filter=_partyid_value eq ${id}&$expand=activityid_email($select=subject,senton,directioncode)`,
    );
  });
});
