import { loadAttachments, loadItem } from '../api/mail.ts';
import { cleaned } from '../compose/draft-html.ts';
import type { OpenItem } from '../host/backend.ts';
import type { MailPerson } from '../host/compose-item.ts';
import { asHtml } from '../host/html-text.ts';
import type { NewAppointmentForm } from '../host/session.ts';
import { AppointmentDraft } from './appointment-draft.ts';
import { appointmentFieldsOf, emptyAppointment, nextHalfHour } from './appointment-fields.ts';

type OpenAppointment = Extract<OpenItem, { kind: 'appointment' }>;

const byAddress = (address: string): MailPerson => ({ name: address, address });

/** Whose calendar it is written in. */
export interface Organizer {
  writer: MailPerson;
  /** IANA. */
  timeZone: string;
}

/** A new appointment; not saved before there is something. */
export function newAppointment(
  { writer, timeZone }: Organizer,
  form: Partial<NewAppointmentForm> = {},
): AppointmentDraft {
  const start = form.start ?? nextHalfHour(Date.now()).start;
  const place = {
    type: 'custom' as const,
    id: form.location ?? '',
    displayName: form.location ?? '',
  };
  const fields = {
    ...emptyAppointment(Date.now()),
    start,
    end: form.end ?? start + 30 * 60_000,
    subject: form.subject ?? '',
    html: cleaned(asHtml(form.body ?? '')),
    places: form.location ? [place] : [],
    required: (form.required ?? []).map(byAddress),
    optional: (form.optional ?? []).map(byAddress),
  };
  return new AppointmentDraft({ writer, timeZone, fields });
}

/** An event of one's own calendar to change: a single one, one of a series, or the whole series. */
export async function editAppointment(
  { writer, timeZone }: Organizer,
  item: OpenAppointment,
): Promise<AppointmentDraft> {
  const { resource } = item;
  const attachments = resource.hasAttachments ? await loadAttachments(item) : [];
  return new AppointmentDraft({
    writer,
    timeZone,
    fields: { ...appointmentFieldsOf(resource, timeZone), attachments },
    saved: { id: item.id, ewsId: item.ewsId },
    seriesId: item.series?.ewsId ?? '',
    wasSent: resource.isDraft !== true,
  });
}

/** The series a meeting belongs to, or the event itself. */
export async function seriesOf(item: OpenAppointment): Promise<OpenAppointment> {
  const { seriesMasterId } = item.resource;
  if (!seriesMasterId) return item;
  return (await loadItem('appointment', seriesMasterId)) as OpenAppointment;
}
