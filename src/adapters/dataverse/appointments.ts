import { z } from 'zod';
import type { AppointmentActivity } from '../../domain/calendar/appointment-activity.ts';
import type { RecordRef } from '../../domain/mail/email-activity.ts';
import { partyRole } from '../../domain/mail/parties.ts';
import type { Party } from '../../domain/mail/parties.ts';
import type { Actor } from '../../ports/actor.ts';
import type {
  AppointmentRef,
  AppointmentTable,
  CrmAppointments,
  ExistingAppointment,
} from '../../ports/crm-appointments.ts';
import { Failure } from '../../ports/failure.ts';
import { readJson } from '../fetch/json.ts';
import { partyOf } from './activity-writes.ts';
import { appointmentColumns, changedColumns, stateColumns } from './appointment-columns.ts';
import type { BatchRequest } from './batch.ts';
import { get, send } from './dataverse-client.ts';
import type { DataverseClient } from './dataverse-client.ts';
import { isDuplicate } from './failure.ts';
import { parameter, quoted } from './literal.ts';
import type { TableCatalog } from './table-catalog.ts';
import { lookupOf, text } from './tables.ts';
import type { Row, Table } from './tables.ts';

const entitySets: Record<AppointmentTable, string> = {
  appointment: 'appointments',
  recurringappointmentmaster: 'recurringappointmentmasters',
};

const pathOf = ({ table, id }: AppointmentRef): string => `${entitySets[table]}(${id})`;

const partiesName = (table: AppointmentTable): string => `${table}_activity_parties`;

const row = z.record(z.string(), z.unknown());
const rows = z.object({ value: z.array(row) });
const partyRow = z.object({
  participationtypemask: z.number(),
  addressused: z.string().nullish(),
  _partyid_value: z.string().nullish(),
});

const tableOf = ({ series }: AppointmentActivity): AppointmentTable =>
  series ? 'recurringappointmentmaster' : 'appointment';

/** The people a meeting has; regarding and owner are the CRM's own lines. */
const written: ReadonlySet<number> = new Set(
  [partyRole.organizer, partyRole.required, partyRole.optional].map(Number),
);

const partyId = (mask: number, who: string): string => `${mask} ${who.toLowerCase()}`;

const wantedParties = (parties: readonly Party[]): string[] =>
  parties.map(({ role, record, address }) => partyId(partyRole[role], record?.id ?? address));

const partiesIn = (found: Row, table: AppointmentTable): string[] =>
  z
    .array(partyRow)
    .catch([])
    .parse(found[partiesName(table)])
    .filter(({ participationtypemask: mask }) => written.has(mask))
    .map((one) => partyId(one.participationtypemask, one._partyid_value ?? one.addressused ?? ''));

const isSameSet = (a: readonly string[], b: readonly string[]): boolean =>
  new Set([...a, ...b]).size === new Set(a).size && new Set(a).size === new Set(b).size;

const seriesEnd = (found: Row): string | null => {
  const day = text(found, 'patternenddate') || text(found, 'effectiveenddate');
  return day ? `${day.slice(0, 10)}T23:59:59Z` : null;
};

const toExisting = (table: AppointmentTable, found: Row): ExistingAppointment => ({
  table,
  id: text(found, 'activityid'),
  etag: text(found, '@odata.etag'),
  regarding: lookupOf(found, '_regardingobjectid_value'),
  ownerId: text(found, '_ownerid_value') || null,
  isClosed: found['statecode'] === 1 || found['statecode'] === 2,
  endsAt: table === 'appointment' ? text(found, 'scheduledend') || null : seriesEnd(found),
  columns: found,
  parties: partiesIn(found, table),
});

const queryOf = (table: AppointmentTable): string =>
  `$expand=${partiesName(table)}($select=participationtypemask,addressused,_partyid_value)`;

/** Appointments of a Dataverse environment. */
export class DataverseAppointments implements CrmAppointments {
  readonly #client: DataverseClient;
  readonly #tables: TableCatalog;

  constructor(client: DataverseClient, tables: TableCatalog) {
    this.#client = client;
    this.#tables = tables;
  }

  async findAppointment(
    actor: Actor,
    { table, id, globalObjectId }: AppointmentRef & { globalObjectId: string },
    signal: AbortSignal,
  ): Promise<ExistingAppointment | null> {
    const either = [
      `activityid eq ${id}`,
      ...(globalObjectId ? [`globalobjectid eq ${quoted(globalObjectId)}`] : []),
    ];
    const filter = parameter('$filter', either.join(' or '));
    const query = `${filter}&$orderby=createdon%20asc&$top=5&${queryOf(table)}`;
    const answer = await this.#client.request(actor, get(`${entitySets[table]}?${query}`), signal);
    // What the actor may not see is as if it were not there.
    if (answer.status === 403) return null;
    if (answer.status >= 400) throw this.#client.failure(answer);
    const found = readJson(answer.body, rows, 'crm').value.map((one) => toExisting(table, one));
    return found.find((one) => one.id === id) ?? found[0] ?? null;
  }

  async readAppointment(
    actor: Actor,
    wanted: AppointmentRef,
    signal: AbortSignal,
  ): Promise<ExistingAppointment | null> {
    const request = get(`${pathOf(wanted)}?${queryOf(wanted.table)}`);
    const answer = await this.#client.request(actor, request, signal);
    if (answer.status === 404) return null;
    if (answer.status >= 400) throw this.#client.failure(answer);
    return toExisting(wanted.table, readJson(answer.body, row, 'crm'));
  }

  async createAppointment(
    actor: Actor,
    appointment: AppointmentActivity & { id: string },
    signal: AbortSignal,
  ): Promise<'created' | 'exists'> {
    const changeSet = await this.#createRequests(actor, appointment, signal);
    const [answers = []] = await this.#client.batch(actor, [{ changeSet }], signal);
    const refused = answers.find(({ status }) => status >= 400);
    if (!refused) return 'created';
    if (isDuplicate(refused)) return 'exists';
    throw this.#client.failure(refused);
  }

  async updateAppointment(
    actor: Actor,
    existing: ExistingAppointment,
    appointment: AppointmentActivity,
    signal: AbortSignal,
  ): Promise<boolean> {
    const columns = changedColumns(appointment, existing.columns);
    const isOthers = !isSameSet(wantedParties(appointment.parties), existing.parties);
    const people = isOthers
      ? { [partiesName(existing.table)]: appointment.parties.map(partyOf) }
      : {};
    const change = { ...columns, ...people };
    if (Object.keys(change).length === 0) return false;
    const match = { 'If-Match': existing.etag || '*' };
    await this.#write(actor, send('PATCH', pathOf(existing), change, match), signal);
    return true;
  }

  async setAppointmentRegarding(
    actor: Actor,
    appointment: AppointmentRef,
    { record, before }: { record: RecordRef | null; before: RecordRef | null },
    signal: AbortSignal,
  ): Promise<void> {
    const target = record ?? before;
    if (!target) return;
    const table = await this.#tables.find(actor, target.table, signal);
    const bind = regardingBind(appointment.table, table, record);
    const request = send('PATCH', pathOf(appointment), bind, { 'If-Match': '*' });
    await this.#write(actor, request, signal);
  }

  async mayWriteAppointment(
    actor: Actor,
    appointment: AppointmentRef,
    me: string,
    signal: AbortSignal,
  ): Promise<boolean> {
    const target = parameter('@t', JSON.stringify({ '@odata.id': pathOf(appointment) }));
    const call = 'Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@t)';
    const request = get(`systemusers(${me})/${call}?${target}`);
    const answer = await this.#client.request(actor, request, signal);
    if (answer.status === 403 || answer.status === 404) return false;
    if (answer.status >= 400) throw this.#client.failure(answer);
    const { AccessRights } = readJson(answer.body, z.object({ AccessRights: z.string() }), 'crm');
    return /\bWriteAccess\b/.test(AccessRights);
  }

  async deleteAppointment(
    actor: Actor,
    appointment: AppointmentRef,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await this.#write(actor, send('DELETE', pathOf(appointment)), signal);
    } catch (error) {
      if (!(error instanceof Failure && error.kind === 'not-found')) throw error;
    }
  }

  /**
   * The change set that makes it under our own id, then gives it its state. A plain create: nothing
   * is booked, so a conflict with another appointment stops nothing (AP-22), and nobody is invited.
   */
  async #createRequests(
    actor: Actor,
    appointment: AppointmentActivity & { id: string },
    signal: AbortSignal,
  ): Promise<BatchRequest[]> {
    const table = tableOf(appointment);
    const { regarding, series, ownerId, id } = appointment;
    const target = regarding && (await this.#tables.find(actor, regarding.table, signal));
    const path = pathOf({ table, id });
    const values = {
      ...appointmentColumns(appointment),
      ...(series && { firstdayofweek: series.firstDayOfWeek }),
      ...(target && regardingBind(table, target, regarding)),
      ...(ownerId && { 'ownerid@odata.bind': `/systemusers(${ownerId})` }),
      [partiesName(table)]: appointment.parties.map(partyOf),
    };
    return [
      send('PATCH', path, values, { 'If-None-Match': '*' }),
      send('PATCH', path, stateColumns(appointment), { 'If-Match': '*' }),
    ];
  }

  async #write(actor: Actor, request: BatchRequest, signal: AbortSignal): Promise<void> {
    const answer = await this.#client.request(actor, request, signal);
    if (answer.status >= 400) throw this.#client.failure(answer);
  }
}

/** The navigation property that makes an appointment regarding a record; null takes it off. */
const regardingBind = (
  own: AppointmentTable,
  target: Table,
  record: RecordRef | null,
): Record<string, string | null> => ({
  [`regardingobjectid_${target.name}_${own}@odata.bind`]:
    record && `/${target.entitySet}(${record.id})`,
});
