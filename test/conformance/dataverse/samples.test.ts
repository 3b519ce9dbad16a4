import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import {
  findEntitySet,
  findNavigation,
  tableOf,
  type Table,
} from '../../../src/sandbox/dataverse/metadata/index.ts';
import { startTestDataverse, type ApiAnswer, type TestDataverse } from '../../support/dataverse.ts';
import { describeWith } from '../../support/oracles.ts';
import {
  differences,
  readSamples,
  rowsNamedIn,
  rowsShown,
  type Sample,
} from '../../support/samples.ts';

type Json = Record<string, unknown>;

let dataverse: TestDataverse;
let owner: string;

/** Why a sample is not replayed: by what its path has in it, or its document. */
const leftOut: [RegExp, string][] = [
  [/&\$skiptoken=.*pagenumber/, "continues a page of the document's own organisation"],
  [
    /donotpostalmail,accountratingcode/,
    "a mistake of the document: the property is '_transactioncurrencyid_value'",
  ],
  [/^\[Geographical URI\]/, 'of the Power Apps checker, another service'],
  [/^https:\/\/globaldisco/, 'of the discovery service, another host'],
  [
    /^(GetTimeZoneCode|InitializeFrom|BulkDetectDuplicates|asyncoperations)/,
    'an operation that is not built',
  ],
  [/CalculateTotalTimeIncident/, 'an operation that is not built'],
  [/sample_/, "an action of the document's own solution"],
  [/AccountTasks/, "a mistake of the document: the property is 'Account_Tasks'"],
  [/CITTEST/, "a mistake of the document: the property is '_businessunitid_value'"],
  [/@p1 ne @p3/, 'sends a parameter alias without a value'],
  [
    /\?\$select=DisplayName,IsKnowledgeManagementEnabled/,
    'a mistake of the document: one table is not a list',
  ],
  [/createdonbehalfby\(/, 'a mistake of the document: it shows columns that were not selected'],
  [
    /^(contacts\(firstname=|accounts\(_primarycontactid)/,
    "needs keys of the document's organisation",
  ],
  [/^(EntityDefinitions|RelationshipDefinitions|CreateCustomer).*/, 'makes or changes metadata'],
];

function reasonToLeaveOut({ path, method, body }: Sample): string | undefined {
  const found = leftOut.find(([pattern]) => pattern.test(path));
  if (body.includes('"numberofemployees":"200"'))
    return 'a mistake of the document: it is not JSON';
  const isMetadata = found?.[1] === 'makes or changes metadata';
  return isMetadata && method === 'GET' ? undefined : found?.[1];
}

/** Ids of metadata differ from one organisation to another; a document has those of its own. */
const metadataIds: Record<string, string> = {
  '70816501-edb9-4740-a16c-6a5efbc05d84': "EntityDefinitions(LogicalName='account')",
  '5967e7cc-afbb-4c10-bf7e-e7ef430c52be':
    "EntityDefinitions(LogicalName='account')/Attributes(LogicalName='preferredappointmentdaycode')",
  '118771ca-6fb9-4f60-8fd4-99b6124b63ad':
    "EntityDefinitions(LogicalName='account')/Attributes(LogicalName='accountcategorycode')",
};

async function withOwnIds(path: string): Promise<string> {
  let text = path;
  for (const [id, place] of Object.entries(metadataIds)) {
    if (!text.includes(id)) continue;
    const { body } = await dataverse.call('GET', `${place}?$select=MetadataId`);
    text = text.replaceAll(id, String((body as Json)['MetadataId']));
  }
  return text;
}

const viewOf = (id: string, table: string) => ({
  table: id.startsWith('00000000') ? 'savedquery' : 'userquery',
  id,
  owner,
  values: {
    name: `A view of ${table}`,
    returnedtypecode: table,
    querytype: 0,
    fetchxml: `<fetch version="1.0"><entity name="${table}"><attribute name="${tableOf(table).primaryName}"/></entity></fetch>`,
  },
});

/** A row with the same values, so that the sample's own is a duplicate. */
async function loadDuplicate(table: Table, body: string): Promise<void> {
  const given = Object.entries(JSON.parse(body) as Record<string, string>);
  const values = Object.fromEntries(given.filter(([name]) => name in table.columns));
  await dataverse.call('POST', table.entitySet, { body: values });
}

/** Puts there what a sample presupposes: rows it names, and rows its answer shows. */
async function prepare({ path, body, method, answer }: Sample): Promise<void> {
  const isAbsent = answer?.status === 404;
  const text = decodeURIComponent(path);
  const set = /^(\w+)/.exec(path)?.[1] ?? '';
  const table = findEntitySet(set);
  const view = /(?:savedQuery|userQuery)=([0-9a-f-]{36})/.exec(path)?.[1];
  const viewed = path.includes('opportunity_parent_account') ? 'opportunity' : table?.name;
  if (view && viewed) await dataverse.door.load([viewOf(view, viewed)]);
  const all = rowsNamedIn(`${text} ${body}`);
  if (isAbsent)
    for (const { table: gone, id } of all)
      await dataverse.call('DELETE', `${gone.entitySet}(${id})`);
  const rows = isAbsent ? [] : all;
  for (const { table: named, id } of rows) {
    if (named.name === 'systemuser') continue;
    const { status } = await dataverse.call('GET', `${named.entitySet}(${id})`);
    if (status === 200) continue;
    const name = named.primaryName;
    const values = named.columns[name]?.create ? { [name]: 'Sample' } : {};
    await dataverse.door.load([{ table: named.name, id: id.toLowerCase(), owner, values }]);
  }
  if (answer?.status === 500 && table) await loadDuplicate(table, body);
  if (method !== 'GET' || !table || !answer || answer.status !== 200) return;
  const shown = (answer.body ?? {}) as Json;
  const navigation = findNavigation(table, /\)\/(\w+)/.exec(path)?.[1] ?? '');
  const [first] = rows;
  if (navigation && first) {
    const related = rowsShown(tableOf(navigation.target), shown, owner);
    const [row] = related;
    const link = row && { [navigation.name]: { table: row.table, id: row.id } };
    await dataverse.door.load(related);
    await dataverse.door.load([{ table: table.name, id: first.id, owner, values: link ?? {} }]);
  }
  if (!first)
    await sql`delete from sandbox_dataverse.row where table_name = ${table.name}`.execute(
      dataverse.db,
    );
  const target = first && path.includes(')/') ? undefined : table;
  if (!target) return;
  const filter = /(\w+)\/\w+id eq ([0-9a-f-]{36})/.exec(text);
  const filtered = filter && findNavigation(target, filter[1] ?? '');
  const extra = filtered
    ? { [filtered.name]: { table: filtered.target, id: filter[2] ?? '' } }
    : {};
  for (const reference of Object.values(extra)) {
    await dataverse.door.load([{ ...reference, owner, values: {} }]);
  }
  const records = Array.isArray(shown['value']) ? (shown['value'] as Json[]) : [shown];
  for (const record of records) {
    const named = rows[0]?.id;
    const whole = named && records.length === 1 ? { ...record, [target.id]: named } : record;
    await dataverse.door.load(rowsShown(target, whole, owner, extra));
    // A page that is not the last needs more rows than it shows.
    const copy = { ...record, [target.id]: null };
    const copies = shown['@odata.nextLink'] ? 4 : 0;
    for (let made = 0; made < copies; made += 1) {
      await dataverse.door.load(rowsShown(target, copy, owner, extra));
    }
  }
}

/** Versions of rows are the service's own: where the document has the right one, so has the test. */
async function headersOf({ path, headers, answer }: Sample): Promise<Record<string, string>> {
  const own = Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !['content-length', 'accept-encoding'].includes(name),
    ),
  );
  const isRight = answer === undefined || answer.status < 400;
  for (const name of ['if-match', 'if-none-match']) {
    if (!own[name]?.startsWith('W/') || !isRight) continue;
    const row = path.replace(/^(\w+\([^)]*\)).*/, '$1');
    const isOlder = name === 'if-none-match' && answer?.status === 200;
    if (isOlder) continue;
    const { headers: found } = await dataverse.call('GET', row);
    own[name] = found.get('etag') ?? '';
  }
  return own;
}

/** The document's user is the impersonated one of this organisation. */
async function asOurs(sample: Sample): Promise<Sample> {
  const path = (await withOwnIds(sample.path))
    .replace('<Entity Logical Name>', 'account')
    .replace(/(00000000-0000-0000)-(0{11}\d)/g, '$1-0000-$2')
    .replace(/systemusers\([0-9a-f-]{36}\)/, `systemusers(${owner})`)
    .replace(/(?:https:\/\/)?\[Organization URI\]/g, dataverse.url)
    .replace(/https:\/\/\[Token-CRM-Org-Name\]\/Contoso\/api\/data\/v8.1/, dataverse.root);
  const body = sample.body
    .replace(/(GET|POST|PATCH|DELETE)\[/g, '$1 [')
    .replace(/(00000000-0000-0000)-(0{11}\d)/g, '$1-0000-$2')
    .replace(/(?:https:\/\/)?\[Organization URI\]/g, dataverse.url);
  const headers = { ...sample.headers };
  if (headers['mscrmcallerid']) headers['mscrmcallerid'] = owner;
  if (headers['callerobjectid']) headers['callerobjectid'] = objectId;
  return { ...sample, path: await withToken(path), body, headers };
}

/** A delta token is that of this organisation. */
async function withToken(path: string): Promise<string> {
  if (!path.includes('$deltatoken=')) return path;
  const { body } = await dataverse.call('GET', 'accounts?$select=name', {
    headers: { prefer: 'odata.track-changes' },
  });
  const token = /\$deltatoken=([^&]+)/.exec(String((body as Json)['@odata.deltaLink']))?.[1];
  return path.replace(/\$deltatoken=[^&]+/, `$deltatoken=${token ?? ''}`);
}

const objectId = '11111111-aaaa-4aaa-8aaa-0000000000ad';

const told = ['odata-entityid', 'preference-applied', 'etag'];

function problems({ answer, method }: Sample, found: ApiAnswer): string[] {
  if (!answer) {
    const isFine = found.status >= 200 && found.status < 300;
    return isFine ? [] : [`${method}: ${found.status} ${JSON.stringify(found.body)}`];
  }
  if (answer.status !== found.status) {
    return [
      `${found.status}, not ${answer.status}: ${JSON.stringify(found.body ?? '').slice(0, 200)}`,
    ];
  }
  const headers = told.filter((name) => answer.headers[name] && !found.headers.get(name));
  return [...headers.map((name) => `no ${name}`), ...differences(answer.body, found.body)];
}

async function replay(sample: Sample): Promise<string[]> {
  const ours = await asOurs(sample);
  await prepare(ours);
  const headers = await headersOf(ours);
  // A URL in a document may have blanks and quotes that a client would encode.
  const path = ours.path.replaceAll(' ', '%20').replaceAll('"', '%22');
  const body = ours.body === '' || ours.method === 'GET' ? {} : { body: ours.body };
  const found = await dataverse.call(ours.method, path, { headers, ...body });
  return problems(ours, found);
}

describeWith('oracles/dataverse/webapi-http-samples.json', 'The documented samples', () => {
  beforeAll(async () => {
    dataverse = await startTestDataverse();
    const user = {
      objectId,
      fullName: 'Ada Byron',
      mail: 'ada@x.org',
      roles: ['System Administrator'],
    };
    owner = (await dataverse.door.ensureUser(user)).systemUserId;
  });
  afterAll(() => dataverse.close());

  test('are answered with the documented status, headers and shape', async () => {
    const samples = readSamples();
    const left: string[] = [];
    const failed: string[] = [];
    for (const sample of samples) {
      const reason = reasonToLeaveOut(sample);
      const name = `#${sample.index} ${sample.file}: ${sample.method} ${sample.path.slice(0, 70)}`;
      if (reason) {
        left.push(`${name} - ${reason}`);
        continue;
      }
      const found = await replay(sample);
      if (found.length > 0) failed.push(`${name}\n    ${found.slice(0, 4).join('\n    ')}`);
    }
    const replayed = samples.length - left.length;
    process.stdout.write(
      `${replayed - failed.length} of ${samples.length} samples pass, ${left.length} left out:\n` +
        `${left.map((line) => `  ${line}`).join('\n')}\n`,
    );
    expect(failed).toEqual([]);
  }, 120_000);
});
