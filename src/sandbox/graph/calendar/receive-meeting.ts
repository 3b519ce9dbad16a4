import { placeNamed } from './place.ts';
import { sql } from 'kysely';
import type { Call, Graph } from '../call.ts';
import { recipient } from '../mail/parse-mail.ts';
import { changeItem, findItem, type WholeItem } from '../store/items.ts';
import { jsonb, type Json } from '../store/schema.ts';
import { changeMeeting } from './change-event.ts';
import { importMeeting } from './import-meeting.ts';
import { internalCall } from './internal-call.ts';
import { attendeesOf } from './invite.ts';
import { meetingsBetween, readExceptions, wholeMeeting, type Meeting } from './meeting.ts';
import { eventMessageOf, type MeetingMail } from './meeting-mail.ts';
import type { EventInput } from './read-event.ts';
import type { WrittenTime } from './read-times.ts';
import type { Attendee } from './write-ical.ts';

async function findEvent(call: Call, uid: string): Promise<WholeItem | undefined> {
  const row = await call.graph.db
    .selectFrom('item')
    .select('number')
    .where('mailbox', '=', call.mailbox.id)
    .where('kind', '=', 'event')
    .where('series', 'is', null)
    .where(sql<boolean>`doc ->> 'iCalUId' = ${uid}`)
    .executeTakeFirst();
  return row && findItem(call.graph.db, row.number);
}

/** The meeting a mail is about, where the mailbox has it. */
async function findMeeting(call: Call, mail: MeetingMail): Promise<Meeting | undefined> {
  const item = await findEvent(call, mail.meeting.iCalUId);
  const { recurrenceId } = mail;
  if (!item || !recurrenceId) return item && wholeMeeting(item);
  const exceptions = (await readExceptions(call.graph, [item.number])).get(item.number) ?? [];
  const [from, to] = [new Date(0), new Date(recurrenceId.getTime() + 2 * 86_400_000)];
  return meetingsBetween(item, exceptions, from, to).find(
    ({ originalStart }) => originalStart?.getTime() === recurrenceId.getTime(),
  );
}

const written = (wall: Date, isAllDay: boolean): WrittenTime => ({
  wall,
  isInstant: !isAllDay,
  zone: 'UTC',
});

const notAnswered = { response: 'notResponded', time: '0001-01-01T00:00:00Z' };

/** What a request says beyond what an import reads. */
const requestDoc = (mail: MeetingMail): Json => ({
  sequence: mail.sequence,
  responseRequested: mail.isResponseRequested,
  allowNewTimeProposals: mail.isCounterAllowed,
  isCancelled: false,
  intendedShowAs: mail.showAs ?? 'busy',
  ...(mail.joinUrl && {
    isOnlineMeeting: true,
    onlineMeetingProvider: 'teamsForBusiness',
    onlineMeeting: { joinUrl: mail.joinUrl },
  }),
});

const isMoved = (before: Meeting, { meeting }: MeetingMail): boolean =>
  before.start.getTime() !== meeting.start.getTime() ||
  before.end.getTime() !== meeting.end.getTime();

/** An answer that was given holds until the meeting moves. */
const answerAfter = (before: Meeting | undefined, mail: MeetingMail): Json =>
  before && !isMoved(before, mail) && before.doc['isCancelled'] !== true
    ? { responseStatus: before.doc['responseStatus'], showAs: before.doc['showAs'] }
    : { responseStatus: notAnswered, showAs: 'tentative' };

/** The keys of a series' meetings that a request leaves out. */
function cancelledKeys(item: WholeItem, { cancelled }: MeetingMail): number[] {
  const all = wholeKeys(item, cancelled);
  return [...new Set(all)];
}

const wholeKeys = (item: WholeItem, cancelled: Date[]): number[] => {
  const times = new Set(cancelled.map((at) => at.getTime()));
  const last = Math.max(0, ...times);
  const open = { ...item, doc: { ...item.doc, cancelledKeys: [] } };
  return meetingsBetween(open, [], item.at, new Date(last + 1))
    .filter(({ start }) => times.has(start.getTime()))
    .map(({ key }) => key);
};

async function takeSeries(call: Call, mail: MeetingMail, before: Meeting | undefined) {
  const number = await importMeeting(call.graph, call.mailbox, mail.meeting);
  const answer = answerAfter(before, mail);
  const item = await changeItem(call, number, (fresh) => ({
    doc: jsonb<Json>({
      ...fresh.doc,
      ...requestDoc(mail),
      ...answer,
      cancelledKeys: mail.cancelled.length > 0 ? cancelledKeys(fresh, mail) : [],
    }),
  }));
  return wholeMeeting(item);
}

/** One meeting of a series; without its series it stands for itself. */
async function takeOccurrence(call: Call, mail: MeetingMail, before: Meeting | undefined) {
  const { meeting, recurrenceId } = mail;
  if (!before) {
    const day = recurrenceId?.toISOString().slice(0, 10) ?? '';
    const alone = { ...meeting, iCalUId: `${meeting.iCalUId}/${day}` };
    return takeSeries(call, { ...mail, meeting: alone }, undefined);
  }
  const location = placeNamed(meeting.location);
  const input: EventInput = {
    doc: {
      subject: meeting.subject,
      location,
      locations: meeting.location === '' ? [] : [location],
      ...requestDoc(mail),
      ...answerAfter(before, mail),
    },
    body: { contentType: 'html', content: meeting.bodyHtml },
    start: written(meeting.start, meeting.isAllDay),
    end: written(meeting.end, meeting.isAllDay),
  };
  return changeMeeting(call, before, input);
}

interface Outcome {
  meeting: Meeting | undefined;
  /** What is added to the message. */
  message?: Json;
}

async function takeRequest(call: Call, mail: MeetingMail): Promise<Outcome> {
  const before = await findMeeting(call, mail);
  if (before && before.doc['isOrganizer'] === true) return { meeting: before };
  if (before && Number(before.doc['sequence'] ?? 0) > mail.sequence) {
    return { meeting: before, message: { isOutOfDate: true, requestType: 'outdated' } };
  }
  const take = mail.recurrenceId ? takeOccurrence : takeSeries;
  const meeting = await take(call, mail, before);
  if (!before) return { meeting };
  const requestType = isMoved(before, mail) ? 'fullUpdate' : 'informationalUpdate';
  const location = (before.doc['location'] as Json | undefined)?.['displayName'] ?? '';
  const [start, end] = [before.start.toISOString(), before.end.toISOString()];
  return { meeting, message: { requestType, previous: { start, end, location } } };
}

/** What was cancelled stays, marked, until its owner removes it. */
async function takeCancellation(call: Call, mail: MeetingMail): Promise<Outcome> {
  const before = await findMeeting(call, mail);
  if (!before || before.doc['isOrganizer'] === true) return { meeting: before };
  const subject = `Canceled: ${mail.meeting.subject.replace(/^Canceled: /, '')}`;
  const doc = { isCancelled: true, showAs: 'free', isReminderOn: false, subject };
  const input = { doc: { ...doc, sequence: mail.sequence } };
  return { meeting: await changeMeeting(call, before, input) };
}

/** An answer is noted at the attendee; who was forwarded the meeting becomes one. */
async function takeReply(call: Call, mail: MeetingMail): Promise<Outcome> {
  const before = await findMeeting(call, mail);
  const [answer] = mail.answers;
  // One without an answer only tells that the meeting was forwarded.
  const isAnswer = mail.method === 'COUNTER' || answer?.response !== 'none';
  if (!answer || !isAnswer || before?.doc['isOrganizer'] !== true) return { meeting: before };
  const { start, end } = mail.meeting;
  const time = call.graph.now().toISOString();
  const given = answer.response === 'none' ? 'tentativelyAccepted' : answer.response;
  const status = { response: given, time };
  const zoned = (at: Date) => ({
    dateTime: at.toISOString().replace('Z', '0000'),
    timeZone: 'UTC',
  });
  const proposed = mail.method === 'COUNTER' && {
    proposedNewTime: { start: zoned(start), end: zoned(end) },
  };
  const isSelf = (one: Attendee) => one.emailAddress.address.toLowerCase() === answer.address;
  const listed = attendeesOf(before);
  const attendees = listed.some(isSelf)
    ? listed
    : [...listed, { ...recipient(answer.name, answer.address), type: 'optional', status }];
  const answered = attendees.map((one) => (isSelf(one) ? { ...one, status, ...proposed } : one));
  return { meeting: await changeMeeting(call, before, { doc: { attendees: answered } }) };
}

/** Earlier requests for the same meeting are out of date. */
async function outdate(call: Call, mail: MeetingMail, message: number): Promise<void> {
  const recurrenceId = mail.recurrenceId?.toISOString() ?? null;
  const rows = await call.graph.db
    .selectFrom('item')
    .select('number')
    .where('mailbox', '=', call.mailbox.id)
    .where('kind', '=', 'message')
    .where('number', '!=', message)
    .where(sql<boolean>`doc -> 'eventMessage' ->> 'uid' = ${mail.meeting.iCalUId}`)
    .where(sql<boolean>`doc -> 'eventMessage' ->> 'type' = 'eventMessageRequest'`)
    .where(
      sql<boolean>`doc -> 'eventMessage' ->> 'recurrenceId' is not distinct from ${recurrenceId}`,
    )
    .where(sql<boolean>`(doc -> 'eventMessage' ->> 'sequence')::integer < ${mail.sequence}`)
    .execute();
  for (const { number } of rows) await amend(call, number, { isOutOfDate: true });
}

const amend = (call: Call, number: number, changes: Json) =>
  changeItem(call, number, ({ doc }) => ({
    doc: jsonb<Json>({ ...doc, eventMessage: { ...eventMessageOf(doc), ...changes } }),
  }));

const take = {
  REQUEST: takeRequest,
  CANCEL: takeCancellation,
  REPLY: takeReply,
  COUNTER: takeReply,
};

/** Brings what a mail in the inbox says of a meeting into the calendar (RFC 5546). */
export async function receiveMeeting(
  graph: Graph,
  mailboxId: string,
  message: number,
  mail: MeetingMail,
): Promise<void> {
  const mailbox = await graph.db
    .selectFrom('mailbox')
    .selectAll()
    .where('id', '=', mailboxId)
    .executeTakeFirstOrThrow();
  const call = internalCall(graph, mailbox);
  const { meeting, message: more = {} } = await take[mail.method](call, mail);
  const event = meeting && { item: (meeting.master ?? meeting.item).number, key: meeting.key };
  await amend(call, message, { ...more, ...(event && { event }) });
  if (mail.method !== 'REPLY' && mail.method !== 'COUNTER') await outdate(call, mail, message);
}
