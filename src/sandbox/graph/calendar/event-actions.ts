import { docText } from './doc-text.ts';
import { isObject, type Call, type Handler } from '../call.ts';
import { badBody, GraphError } from '../errors.ts';
import { actionBody } from '../mail/action-body.ts';
import { recipient, type Recipient } from '../mail/parse-mail.ts';
import { asRecipients } from '../mail/read-message.ts';
import { changeMeeting } from './change-event.ts';
import { attendeesOf, cancelWith, inviteTo, sendLetter } from './invite.ts';
import type { Meeting } from './meeting.ts';
import { instantOf, readZonedTime } from './read-times.ts';
import { readComment } from './respond.ts';
import { resolveMeeting } from './resolve-meeting.ts';
import { removeMeeting } from './update-event.ts';

/** `POST …/cancel`: only who organizes a meeting cancels it; it leaves the calendar. */
export const cancelEvent: Handler = async (call, id = '') => {
  const meeting = await resolveMeeting(call, id);
  if (meeting.doc['isOrganizer'] !== true) {
    throw new GraphError(
      400,
      'ErrorInvalidRequest',
      "Your request can't be completed. You need to be an organizer to cancel a meeting.",
    );
  }
  const comment = readComment(actionBody(call, 'cancel', ['comment']));
  await cancelWith(call, meeting, attendeesOf(meeting), comment);
  await removeMeeting(call, meeting);
  return { status: 202 };
};

const addressOf = (one: Recipient): string => one.emailAddress.address.toLowerCase();

/** Who organizes a meeting and forwards it invites more people to it. */
async function inviteMore(call: Call, meeting: Meeting, to: Recipient[], comment: string) {
  const status = { response: 'none', time: '0001-01-01T00:00:00Z' };
  const known = new Set(attendeesOf(meeting).map(addressOf));
  const come = to
    .filter((one) => !known.has(addressOf(one)))
    .map((one) => ({ ...one, type: 'required', status }));
  const attendees = [...attendeesOf(meeting), ...come];
  const changed = await changeMeeting(call, meeting, { doc: { attendees } });
  await inviteTo(call, changed, to.map(addressOf), { comment });
}

/** An attendee passes the invitation on; the organizer is told. */
async function passOn(call: Call, meeting: Meeting, to: Recipient[], comment: string) {
  const subject = docText(meeting.doc, 'subject');
  const attendees = attendeesOf(meeting);
  const letter = { method: 'REQUEST' as const, attendees };
  await sendLetter(call, meeting, { ...letter, subject: `FW: ${subject}`, to, comment });
  const organizer = meeting.doc['organizer'] as Recipient | null;
  if (!organizer) return;
  const names = to.map((one) => one.emailAddress.name).join(', ');
  const self = { ...recipient(call.mailbox.name, call.mailbox.address), type: 'required' };
  await sendLetter(call, meeting, {
    method: 'REPLY',
    subject: `Meeting Forward Notification: ${subject}`,
    to: [organizer],
    attendees: [{ ...self, status: { response: 'none' } }],
    comment: `${call.mailbox.name} has forwarded this meeting request to additional recipients: ${names}`,
  });
}

/** `POST …/forward` `{ toRecipients, comment }`. */
export const forwardEvent: Handler = async (call, id = '') => {
  const meeting = await resolveMeeting(call, id);
  const parameters = actionBody(call, 'forward', ['toRecipients', 'comment']);
  const to = asRecipients(parameters['toRecipients'] ?? [], 'toRecipients') as Recipient[];
  if (to.length === 0) {
    throw new GraphError(400, 'ErrorInvalidRecipients', 'At least one recipient must be given.');
  }
  const pass = meeting.doc['isOrganizer'] === true ? inviteMore : passOn;
  await pass(call, meeting, to, readComment(parameters));
  return { status: 202 };
};

/** `POST …/dismissReminder`. */
export const dismissReminder: Handler = async (call, id = '') => {
  await changeMeeting(call, await resolveMeeting(call, id), { doc: { isReminderOn: false } });
  return { status: 200 };
};

/** `POST …/snoozeReminder` `{ newReminderTime }`. */
export const snoozeReminder: Handler = async (call, id = '') => {
  const meeting = await resolveMeeting(call, id);
  const { newReminderTime: value } = actionBody(call, 'snoozeReminder', ['newReminderTime']);
  if (!isObject(value)) throw badBody("'newReminderTime' is a dateTimeTimeZone.");
  const at = instantOf(readZonedTime(value, 'newReminderTime'));
  await changeMeeting(call, meeting, { doc: { snoozedUntil: at.toISOString() } });
  return { status: 200 };
};
