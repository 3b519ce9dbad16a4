import { z } from 'zod';
import type { PersonTable } from '../../../domain/people/match.ts';
import type { Actor } from '../../../ports/actor.ts';
import type { Addressee } from '../../../ports/library.ts';
import { readJson } from '../../fetch/json.ts';
import { get } from '../dataverse-client.ts';
import type { DataverseClient } from '../dataverse-client.ts';
import type { BatchAnswer, BatchRequest } from '../batch.ts';
import { parameter } from '../literal.ts';
import { candidateOf, personSources, selectOf } from '../people.ts';
import { containsIn, row } from './rows.ts';

type PersonSource = (typeof personSources)[number];

const listed = 10;

/** Where else than in name and addresses a person is found. */
const company: Partial<Record<PersonTable, string[]>> = {
  contact: ['parentcustomerid_account/name'],
  lead: ['companyname'],
};

interface Question {
  source: PersonSource;
  isOwn: boolean;
  request: BatchRequest;
}

function question(source: PersonSource, wanted: string, owner: 'me' | 'others'): Question {
  const columns = [source.name, ...source.addresses, ...(company[source.table] ?? [])];
  const isActive = source.table === 'systemuser' ? 'isdisabled eq false' : 'statecode eq 0';
  const operator = owner === 'me' ? 'EqualUserId' : 'NotEqualUserId';
  const owned = `Microsoft.Dynamics.CRM.${operator}(PropertyName='ownerid')`;
  const filter = [
    isActive,
    ...containsIn(columns, wanted),
    ...(source.ownerColumn ? [owned] : []),
  ].join(' and ');
  const query = `$select=${selectOf(source)}&${parameter('$filter', filter)}`;
  const request = get(`${source.entitySet}?${query}&$orderby=${source.name}%20asc&$top=${listed}`);
  return { source, isOwn: owner === 'me', request };
}

/** What a person owns comes first, table by table; nobody owns users. */
const questionsFor = (wanted: string): Question[] => [
  ...personSources
    .filter(({ ownerColumn }) => ownerColumn)
    .map((source) => question(source, wanted, 'me')),
  ...personSources.map((source) => question(source, wanted, 'others')),
];

function addresseesIn({ source, isOwn }: Question, answer: BatchAnswer): Addressee[] {
  const { value } = readJson(answer.body, z.object({ value: z.array(row) }), 'crm');
  return value.map((entry) => {
    const { table, id, name, detail, addresses } = candidateOf(source, entry);
    return { record: { table, id, name, detail }, address: addresses[0] ?? '', isOwn };
  });
}

/** Who has the text in name, address or company; tables the actor may not read are left out. */
export async function findAddressees(
  client: DataverseClient,
  actor: Actor,
  wanted: string,
  signal: AbortSignal,
): Promise<Addressee[]> {
  const questions = questionsFor(wanted);
  const answers = await client.batch(
    actor,
    questions.map(({ request }) => request),
    signal,
  );
  return questions.flatMap((asked, index) => {
    const answer = answers[index]?.[0];
    if (!answer || answer.status === 403) return [];
    if (answer.status >= 400) throw client.failure(answer);
    return addresseesIn(asked, answer);
  });
}
