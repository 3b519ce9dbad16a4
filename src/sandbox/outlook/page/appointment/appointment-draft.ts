import type { Event } from '@microsoft/microsoft-graph-types';
import { api, encode } from '../api/http.ts';
import { identify } from '../api/mail.ts';
import { Draft } from '../compose/draft.ts';
import type { Saved } from '../compose/saved-form.ts';
import type {
  AppointmentComposeItem,
  MailPerson,
  PeopleField,
  Place,
  Repetition,
} from '../host/compose-item.ts';
import { hostPlace } from '../host/methods/appointment.ts';
import { toHostRecurrence } from '../host/recurrence.ts';
import { type AppointmentFields, dayMs, eventOf, startOfDay } from './appointment-fields.ts';

export interface AppointmentDraftOptions {
  writer: MailPerson;
  /** IANA zone of the organizer. */
  timeZone: string;
  fields: AppointmentFields;
  saved?: Saved;
  /** EWS form of the series' id where this is one meeting of it. */
  seriesId?: string;
  /** Its guests know of it already. */
  wasSent?: boolean;
}

const fieldNames = { to: 'required', cc: 'optional' } as const;

/** An appointment being written by its organizer; its guests hear of it when it is sent. */
export class AppointmentDraft extends Draft<AppointmentFields> implements AppointmentComposeItem {
  readonly kind = 'appointmentCompose';
  readonly seriesId: string;
  readonly timeZone: string;
  protected readonly place = 'events';
  #isSent: boolean;

  constructor(options: AppointmentDraftOptions) {
    super(options.writer, options.fields, options.saved ?? null);
    this.seriesId = options.seriesId ?? '';
    this.timeZone = options.timeZone;
    this.#isSent = options.wasSent ?? false;
  }

  get isSent(): boolean {
    return this.#isSent;
  }

  /** Others would be told of every letter of a meeting they know of. */
  protected override get savesItself(): boolean {
    return !this.#isSent;
  }

  get hasGuests(): boolean {
    return this.fields.required.length + this.fields.optional.length > 0;
  }

  protected async create(fields: AppointmentFields): Promise<Saved> {
    const event = {
      ...eventOf(Object.keys(fields), fields, this.timeZone, this.#isSent),
      transactionId: this.id,
    };
    const { id = '' } = await api<Event>('/me/events', { method: 'POST', body: event });
    return identify(id);
  }

  protected async update(
    { id }: Saved,
    changes: Partial<AppointmentFields>,
    fields: AppointmentFields,
  ): Promise<void> {
    const body = eventOf(Object.keys(changes), fields, this.timeZone, this.#isSent);
    if (Object.keys(body).length === 0) return;
    await api(`/me/events/${encode(id)}`, { method: 'PATCH', body });
  }

  people(field: PeopleField): readonly MailPerson[] {
    return field === 'bcc' ? [] : this.fields[fieldNames[field]];
  }

  setPeople(field: PeopleField, list: readonly MailPerson[]): void {
    if (field === 'bcc') return;
    this.change({ [fieldNames[field]]: list });
    this.raise({
      name: 'olkRecipientsChanged',
      data: {
        requiredAttendees: field === 'to',
        optionalAttendees: field === 'cc',
        resources: false,
      },
    });
  }

  time(which: 'start' | 'end'): number {
    return this.fields[which];
  }

  setTime(which: 'start' | 'end', at: number): void {
    const { start, end } = this.fields;
    this.#setTimes(which === 'start' ? { start: at, end: at + end - start } : { start, end: at });
  }

  #setTimes(times: { start: number; end: number }, more: Partial<AppointmentFields> = {}): void {
    this.change({ ...times, ...more });
    this.raise({ name: 'olkAppointmentTimeChanged', data: times });
  }

  isAllDay(): boolean {
    return this.fields.isAllDay;
  }

  /** An all-day appointment begins and ends at midnight. */
  setAllDay(isAllDay: boolean): void {
    const { start, end } = this.fields;
    const first = startOfDay(start, this.timeZone);
    const after = startOfDay(Math.max(end - 1, start), this.timeZone) + dayMs;
    const midnights = { start: first, end: startOfDay(after + dayMs / 2, this.timeZone) };
    const hours = { start: first + 8 * 3_600_000, end: first + 8.5 * 3_600_000 };
    this.#setTimes(isAllDay ? midnights : hours, { isAllDay });
  }

  places(): readonly Place[] {
    return this.fields.places;
  }

  setPlaces(places: readonly Place[]): void {
    this.change({ places });
    this.raise({
      name: 'olkEnhancedLocationsChanged',
      data: { enhancedLocations: places.map(hostPlace) },
    });
  }

  repetition(): Repetition | null {
    return this.fields.repetition;
  }

  setRepetition(repetition: Repetition | null): void {
    this.change({ repetition });
    const { start, end } = this.fields;
    const shown = repetition && toHostRecurrence(repetition, { start, end }, this.timeZone);
    this.raise({ name: 'olkRecurrenceChanged', data: { recurrence: JSON.stringify(shown) } });
  }

  sensitivity(): string {
    return this.fields.sensitivity;
  }

  setSensitivity(sensitivity: string): void {
    this.change({ sensitivity });
  }

  /** Saves it for the organizer and tells the guests. */
  async send(): Promise<void> {
    const isFirst = !this.#isSent && this.hasGuests;
    this.#isSent = true;
    // What an earlier save kept back is written now.
    if (isFirst) this.change({ required: [...this.fields.required] });
    await this.save();
    this.stop();
  }

  /** Takes it out of the calendar; guests who know of it are told. */
  async discard(): Promise<void> {
    this.stop();
    if (!this.graphId || this.#isSent) return;
    await api(`/me/events/${encode(this.graphId)}`, { method: 'DELETE' });
  }
}
