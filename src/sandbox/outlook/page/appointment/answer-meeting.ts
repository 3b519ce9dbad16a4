import { newMessage } from '../compose/open-message.ts';
import type { MessageDraft } from '../compose/message-draft.ts';
import type { OpenItem } from '../host/backend.ts';
import type { MailPerson } from '../host/compose-item.ts';
import type { ReplyForm } from '../host/session.ts';

type OpenAppointment = Extract<OpenItem, { kind: 'appointment' }>;

/** A message to the organizer of a meeting, or to everybody in it. */
export function answerMeeting(
  writer: MailPerson,
  { resource }: OpenAppointment,
  { toAll, html, attachments }: ReplyForm,
): Promise<MessageDraft> {
  const organizer = resource.organizer?.emailAddress?.address ?? '';
  const guests = (resource.attendees ?? []).map(({ emailAddress }) => emailAddress?.address ?? '');
  const own = writer.address.toLowerCase();
  const others = toAll
    ? guests.filter((one) => one.toLowerCase() !== own && one !== organizer)
    : [];
  return newMessage(writer, {
    to: [...new Set([organizer, ...others])].filter(Boolean),
    subject: `RE: ${resource.subject ?? ''}`,
    html,
    attachments,
  });
}
