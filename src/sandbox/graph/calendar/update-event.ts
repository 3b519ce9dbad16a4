import { jsonBody, type Call, type Handler } from '../call.ts';
import { badBody } from '../errors.ts';
import type { Recipient } from '../mail/parse-mail.ts';
import { removeItem } from '../store/items.ts';
import { cancelOccurrence, changeMeeting } from './change-event.ts';
import { attendeesOf, cancelWith, inviteTo } from './invite.ts';
import type { Attendee } from './write-ical.ts';
import type { Meeting } from './meeting.ts';
import { answerEvent } from './present-events.ts';
import { readEvent, type EventInput } from './read-event.ts';
import { resolveMeeting } from './resolve-meeting.ts';

/** What is everybody's business; the rest of an event is its owner's own. */
const shared = [
  'subject',
  'importance',
  'sensitivity',
  'isAllDay',
  'location',
  'locations',
  'isOnlineMeeting',
  'allowNewTimeProposals',
  'responseRequested',
];

const isShared = (input: EventInput): boolean =>
  shared.some((name) => name in input.doc) ||
  [input.body, input.start, input.end].some(Boolean) ||
  'recurrence' in input;

const addressOf = (one: Recipient): string => one.emailAddress.address.toLowerCase();

/** Attendees keep their answers, but not to another time. */
function withAnswers(before: Attendee[], input: EventInput): void {
  const isMoved = input.start !== undefined || input.end !== undefined || 'recurrence' in input;
  if (!('attendees' in input.doc) && !(isMoved && before.length > 0)) return;
  const known = new Map(before.map((one) => [addressOf(one), one.status]));
  const listed = (input.doc['attendees'] ?? before) as Attendee[];
  input.doc['attendees'] = listed.map((one) => {
    const status = isMoved ? undefined : known.get(addressOf(one));
    return { ...one, status: status ?? { response: 'none', time: '0001-01-01T00:00:00Z' } };
  });
}

/** A changed meeting is told: to all, or only to those who come in and those who are left out. */
async function tell(call: Call, before: Meeting, after: Meeting, input: EventInput) {
  if (after.doc['isOrganizer'] !== true) return;
  const [old, now] = [attendeesOf(before), attendeesOf(after)];
  const [oldAddresses, addresses] = [old.map(addressOf), now.map(addressOf)];
  const left = old.filter((one) => !addresses.includes(addressOf(one)));
  const come = addresses.filter((address) => !oldAddresses.includes(address));
  await cancelWith(call, before, left, '');
  await inviteTo(call, after, isShared(input) ? 'everybody' : come, { isUpdate: true, before });
}

/** `PATCH …/events/{id}` of an event, a series or one meeting of it. */
export const updateEvent: Handler = async (call, id = '') => {
  const input = readEvent(jsonBody(call));
  if (input.attachments) throw badBody('Attachments are added through their own collection.');
  delete input.doc['transactionId'];
  const before = await resolveMeeting(call, id);
  withAnswers(attendeesOf(before), input);
  if (before.doc['isOrganizer'] === true && isShared(input)) {
    input.doc['sequence'] = Number(before.doc['sequence'] ?? 0) + 1;
  }
  const after = await changeMeeting(call, before, input);
  await tell(call, before, after, input);
  return answerEvent(call, after, 200);
};

/** Removes an event or one meeting of a series; a series goes with all its meetings. */
export async function removeMeeting(call: Call, meeting: Meeting): Promise<void> {
  if (meeting.master) await cancelOccurrence(call, meeting);
  else await removeItem(call, meeting.item.number);
}

/** `DELETE …/events/{id}`: who organizes a meeting thereby cancels it. */
export const deleteEvent: Handler = async (call, id = '') => {
  const meeting = await resolveMeeting(call, id);
  await removeMeeting(call, meeting);
  if (meeting.doc['isOrganizer'] === true && meeting.doc['isCancelled'] !== true) {
    await cancelWith(call, meeting, attendeesOf(meeting), '');
  }
  return { status: 204 };
};
