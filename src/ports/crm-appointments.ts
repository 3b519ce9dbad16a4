import type { AppointmentActivity } from '../domain/calendar/appointment-activity.ts';
import type { RecordRef } from '../domain/mail/email-activity.ts';
import type { Actor } from './actor.ts';
import type { ExistingEmail } from './crm.ts';

/** One meeting, or a series. */
export type AppointmentTable = 'appointment' | 'recurringappointmentmaster';

export interface AppointmentRef {
  table: AppointmentTable;
  id: string;
}

/** An appointment there is, as far as the caller may read it. */
export interface ExistingAppointment extends ExistingEmail, AppointmentRef {
  /** Version of the row, for conditional writes. */
  etag: string;
  /** Completed or cancelled in the CRM: its columns are read-only. */
  isClosed: boolean;
  /** When it ends: UTC, ISO 8601; null: a series without end. */
  endsAt: string | null;
  /** Its columns, and its people, as they were written; compared with what would be written. */
  columns: Record<string, unknown>;
  parties: readonly string[];
}

/** Appointments of the customer's CRM, with the actor's rights. Every function may throw `Failure`. */
export interface CrmAppointments {
  /**
   * By our own id, else by the meeting's id, which whatever made it has written. Null where there is
   * none that the actor may read.
   */
  findAppointment(
    actor: Actor,
    wanted: AppointmentRef & { globalObjectId: string },
    signal: AbortSignal,
  ): Promise<ExistingAppointment | null>;
  /**
   * Null where it is gone. @throws Failure `forbidden` where the actor may not read it.
   */
  readAppointment(
    actor: Actor,
    wanted: AppointmentRef,
    signal: AbortSignal,
  ): Promise<ExistingAppointment | null>;
  /** Makes it with all its people, or nothing. @returns `exists` where the id is taken. */
  createAppointment(
    actor: Actor,
    appointment: AppointmentActivity & { id: string },
    signal: AbortSignal,
  ): Promise<'created' | 'exists'>;
  /**
   * Writes what differs, if anything does; never what it is regarding.
   * @returns whether something was written. @throws Failure `changed`, `not-found`, `forbidden`.
   */
  updateAppointment(
    actor: Actor,
    existing: ExistingAppointment,
    appointment: AppointmentActivity,
    signal: AbortSignal,
  ): Promise<boolean>;
  /** Null takes it off. @throws Failure `not-found` where the appointment or the record is gone. */
  setAppointmentRegarding(
    actor: Actor,
    appointment: AppointmentRef,
    regarding: { record: RecordRef | null; before: RecordRef | null },
    signal: AbortSignal,
  ): Promise<void>;
  /** Whether the actor may write to it; false where it is gone. @param me the actor's system user. */
  mayWriteAppointment(
    actor: Actor,
    appointment: AppointmentRef,
    me: string,
    signal: AbortSignal,
  ): Promise<boolean>;
  /** Nothing happens where it is gone. @throws Failure `forbidden`. */
  deleteAppointment(actor: Actor, appointment: AppointmentRef, signal: AbortSignal): Promise<void>;
}
