import type {
  ConnectRequest,
  ConnectionRolesResponse,
  CreateRequest,
  CreateResponse,
  DomainResponse,
  FormResponse,
  TablesResponse,
} from '../contracts/tables.ts';
import { isPublicDomain } from '../domain/people/public-domains.ts';
import { filled, problemsOf } from '../domain/records/check.ts';
import type { Caller } from '../ports/actor.ts';
import type { FormWanted } from '../ports/record-maker.ts';
import type { TrackingPorts } from './ports.ts';
import { toCrmRecord } from './present.ts';

const askWithinMs = 8_000;
const inTime = (): AbortSignal => AbortSignal.timeout(askWithinMs);

/** Tables of which the caller may make records in the pane (UI-12, SEC-05). @throws Failure. */
export const creatableTables = (
  { records }: Pick<TrackingPorts, 'records'>,
  caller: Caller,
  language: string,
): Promise<TablesResponse> => records.tables(caller, language, inTime());

/** The table's quick create form, without columns the caller may not give (SEC-06). */
export async function createForm(
  { records }: Pick<TrackingPorts, 'records'>,
  caller: Caller,
  wanted: FormWanted,
): Promise<FormResponse> {
  const form = await records.form(caller, wanted, inTime());
  return { ...form, createUrl: records.createUrl(wanted.table) };
}

/**
 * Makes a record with the caller's rights, once however often it is asked for, unless the values
 * are not valid or the CRM knows records like it (CT-07). @throws Failure.
 */
export async function makeRecord(
  { records, crm, recent }: Pick<TrackingPorts, 'records' | 'crm' | 'recent'>,
  caller: Caller,
  { table, id, values, allowDuplicates = false }: CreateRequest,
): Promise<CreateResponse> {
  const given = filled(values);
  const wanted = { table, language: 'en', also: Object.keys(given) };
  const { fields } = await records.form(caller, wanted, inTime());
  const problems = problemsOf(fields, given);
  if (problems.length > 0) return { outcome: 'invalid', problems };
  const made = await records.create(
    caller,
    { table, id, values: given, allowDuplicates },
    inTime(),
  );
  if (made.outcome === 'invalid') return made;
  const shown = made.outcome === 'created' ? [made.record] : made.records;
  recent.rememberRecords(caller, shown);
  if (made.outcome === 'created') {
    return { outcome: 'created', record: toCrmRecord(crm, made.record) };
  }
  return { outcome: 'duplicates', records: shown.map((record) => toCrmRecord(crm, record)) };
}

/** Companies an address of that domain may belong to (UI-10); none for a public one. */
export async function accountsForDomain(
  { records, crm, recent }: Pick<TrackingPorts, 'records' | 'crm' | 'recent'>,
  caller: Caller,
  domain: string,
): Promise<DomainResponse> {
  const wanted = domain.toLowerCase();
  if (isPublicDomain(wanted)) return { accounts: [] };
  const found = await records.accountsForDomain(caller, wanted, inTime());
  recent.rememberRecords(caller, found);
  return { accounts: found.map((record) => toCrmRecord(crm, record)) };
}

/** Connects two records (L-04). @throws Failure. */
export const connectRecords = (
  { records }: Pick<TrackingPorts, 'records'>,
  caller: Caller,
  { description = '', ...connection }: ConnectRequest,
): Promise<void> => records.connect(caller, { ...connection, description }, inTime());

/** What records can be to each other (L-04). @throws Failure. */
export const connectionRoles = async (
  { records }: Pick<TrackingPorts, 'records'>,
  caller: Caller,
): Promise<ConnectionRolesResponse> => ({ roles: await records.connectionRoles(caller, inTime()) });
