/* eslint-disable @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-call -- bodies are read as the tests know them */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  anna,
  bela,
  startTestGraph,
  type GraphReply,
  type TestGraph,
} from '../../../support/graph.ts';

let graph: TestGraph;
let belas: string;
beforeAll(async () => {
  graph = await startTestGraph();
  const scopes = ['Calendars.ReadWrite', 'Calendars.Read.Shared', 'Mail.ReadWrite', 'User.Read'];
  belas = await graph.userToken(bela.mail, ...scopes);
}, 120_000);
afterAll(() => graph.close());

const asBela = (method: string, path: string, body?: unknown): Promise<GraphReply> =>
  graph.call(method, path, { token: belas, ...(body !== undefined && { body }) });
const asAnna = (method: string, path: string, body?: unknown): Promise<GraphReply> =>
  graph.call(method, path, body === undefined ? {} : { body });

const at = (dateTime: string, timeZone = 'UTC') => ({ dateTime, timeZone });
const attendee = (address: string) => ({ type: 'required', emailAddress: { address } });
const draft = (subject: string, other: object = {}) => ({
  subject,
  body: { contentType: 'html', content: '<p>Agenda</p>' },
  start: at('2026-12-01T10:00:00'),
  end: at('2026-12-01T11:00:00'),
  location: { displayName: 'Room 1' },
  attendees: [attendee(bela.mail)],
  ...other,
});
const belasEvent = async (subject: string) => {
  const { body } = await asBela('GET', `/me/events?$filter=contains(subject,'${subject}')`);
  return body.value[0];
};
const inbox = async (call: typeof asAnna, subject: string) => {
  const { body } = await call(
    'GET',
    `/me/mailFolders/inbox/messages?$filter=contains(subject,'${subject}')`,
  );
  return body.value as Record<string, unknown>[];
};

describe('A meeting between two mailboxes (wire 2.7)', () => {
  test('An invitation arrives as eventMessageRequest and as a tentative event', async () => {
    const made = await asAnna('POST', '/me/events', draft('Kickoff'));
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      subject: 'Kickoff',
      type: 'singleInstance',
      isOrganizer: true,
      responseStatus: { response: 'organizer' },
      organizer: { emailAddress: { address: anna.mail } },
      start: at('2026-12-01T10:00:00.0000000'),
    });
    const event = await belasEvent('Kickoff');
    expect(event).toMatchObject({
      iCalUId: made.body.iCalUId,
      isOrganizer: false,
      showAs: 'tentative',
      responseStatus: { response: 'notResponded' },
      organizer: { emailAddress: { name: anna.displayName, address: anna.mail } },
      location: { displayName: 'Room 1' },
      start: at('2026-12-01T10:00:00.0000000'),
    });
    const [mail] = await inbox(asBela, 'Kickoff');
    expect(mail).toMatchObject({
      '@odata.type': '#microsoft.graph.eventMessageRequest',
      meetingMessageType: 'meetingRequest',
      meetingRequestType: 'newMeetingRequest',
      isOutOfDate: false,
      startDateTime: at('2026-12-01T10:00:00.0000000'),
      hasAttachments: false,
    });
    const expanded = await asBela(
      'GET',
      `/me/messages/${mail!['id'] as string}?$expand=microsoft.graph.eventMessage/event`,
    );
    expect(expanded.body.event).toMatchObject({ id: event.id, subject: 'Kickoff' });
  });

  test.each([
    ['accept', 'accepted', 'meetingAccepted', 'Accepted: ', 'busy'],
    [
      'tentativelyAccept',
      'tentativelyAccepted',
      'meetingTenativelyAccepted',
      'Tentative: ',
      'tentative',
    ],
  ])('%s comes back to the organizer', async (action, response, type, prefix, showAs) => {
    const made = await asAnna('POST', '/me/events', draft(`To ${action}`));
    const event = await belasEvent(`To ${action}`);
    const done = await asBela('POST', `/me/events/${event.id}/${action}`, { comment: 'Fine' });
    expect(done.status).toBe(202);
    expect(await belasEvent(`To ${action}`)).toMatchObject({
      showAs,
      responseStatus: { response },
    });
    const organized = await asAnna('GET', `/me/events/${made.body.id}`);
    expect(organized.body.attendees).toMatchObject([{ status: { response } }]);
    const [mail] = await inbox(asAnna, `${prefix}To ${action}`);
    expect(mail).toMatchObject({
      '@odata.type': '#microsoft.graph.eventMessageResponse',
      meetingMessageType: type,
      responseType: response,
    });
  });

  test('decline with another time takes the event away and proposes', async () => {
    const made = await asAnna('POST', '/me/events', draft('To decline'));
    const event = await belasEvent('To decline');
    const proposedNewTime = { start: at('2026-12-02T10:00:00'), end: at('2026-12-02T11:00:00') };
    const done = await asBela('POST', `/me/events/${event.id}/decline`, { proposedNewTime });
    expect(done.status).toBe(202);
    expect(await belasEvent('To decline')).toBeUndefined();
    const organized = await asAnna('GET', `/me/events/${made.body.id}`);
    expect(organized.body.attendees).toMatchObject([
      {
        status: { response: 'declined' },
        proposedNewTime: { start: at('2026-12-02T10:00:00.0000000') },
      },
    ]);
    const [mail] = await inbox(asAnna, 'New Time Proposed: To decline');
    expect(mail).toMatchObject({
      meetingMessageType: 'meetingDeclined',
      proposedNewTime: { start: at('2026-12-02T10:00:00.0000000') },
    });
  });

  test('An update moves the attendee’s event, asks again and outdates the first request', async () => {
    const made = await asAnna('POST', '/me/events', draft('To move'));
    await asBela('POST', `/me/events/${(await belasEvent('To move')).id}/accept`, {});
    const moved = await asAnna('PATCH', `/me/events/${made.body.id}`, {
      start: at('2026-12-03T10:00:00'),
      end: at('2026-12-03T12:00:00'),
    });
    expect(moved.body.attendees).toMatchObject([{ status: { response: 'none' } }]);
    expect(await belasEvent('To move')).toMatchObject({
      start: at('2026-12-03T10:00:00.0000000'),
      responseStatus: { response: 'notResponded' },
    });
    const mails = await inbox(asBela, 'To move');
    expect(mails.map((one) => [one['meetingRequestType'], one['isOutOfDate']]).sort()).toEqual([
      ['fullUpdate', false],
      ['newMeetingRequest', true],
    ]);
  });

  test('Somebody left out is told, somebody new is invited, others hear nothing', async () => {
    const made = await asAnna('POST', '/me/events', draft('To shrink'));
    await asAnna('PATCH', `/me/events/${made.body.id}`, { attendees: [] });
    expect(await belasEvent('To shrink')).toMatchObject({ isCancelled: true, showAs: 'free' });
    await asAnna('PATCH', `/me/events/${made.body.id}`, { categories: ['Own'] });
    expect(await inbox(asBela, 'To shrink')).toHaveLength(2);
  });

  test('cancel is the organizer’s, tells everybody and removes the event', async () => {
    const made = await asAnna('POST', '/me/events', draft('To cancel'));
    const event = await belasEvent('To cancel');
    const refused = await asBela('POST', `/me/events/${event.id}/cancel`, {});
    expect(refused.status).toBe(400);
    expect(refused.body.error.code).toBe('ErrorInvalidRequest');
    const done = await asAnna('POST', `/me/events/${made.body.id}/cancel`, { comment: 'Sorry' });
    expect(done.status).toBe(202);
    expect((await asAnna('GET', `/me/events/${made.body.id}`)).status).toBe(404);
    expect(await belasEvent('To cancel')).toMatchObject({
      subject: 'Canceled: To cancel',
      isCancelled: true,
    });
    const mails = await inbox(asBela, 'To cancel');
    expect(mails.find((one) => one['meetingMessageType'] === 'meetingCancelled')).toBeDefined();
    const own = await asAnna('POST', `/me/events/${made.body.id}/accept`, {});
    expect(own.status).toBe(404);
  });

  test('Who organizes cannot answer; who was not asked sends nothing', async () => {
    const made = await asAnna('POST', '/me/events', draft('Unasked', { responseRequested: false }));
    const own = await asAnna('POST', `/me/events/${made.body.id}/accept`, {});
    expect(own.status).toBe(400);
    const event = await belasEvent('Unasked');
    expect(event.responseRequested).toBe(false);
    expect((await asBela('POST', `/me/events/${event.id}/accept`, {})).status).toBe(400);
    const silent = await asBela('POST', `/me/events/${event.id}/accept`, { sendResponse: false });
    expect(silent.status).toBe(202);
    expect(await inbox(asAnna, 'Unasked')).toEqual([]);
  });

  test('A series and its exception reach the attendee', async () => {
    const recurrence = {
      pattern: { type: 'weekly', interval: 1, daysOfWeek: ['tuesday'] },
      range: {
        type: 'endDate',
        startDate: '2026-12-01',
        endDate: '2026-12-22',
        recurrenceTimeZone: 'Central Europe Standard Time',
      },
    };
    const times = {
      start: at('2026-12-01T09:00:00', 'Central Europe Standard Time'),
      end: at('2026-12-01T10:00:00', 'Central Europe Standard Time'),
    };
    const made = await asAnna('POST', '/me/events', draft('Weekly', { ...times, recurrence }));
    expect(made.body).toMatchObject({ type: 'seriesMaster', recurrence });
    const window = 'startDateTime=2026-12-01T00:00:00Z&endDateTime=2027-01-01T00:00:00Z';
    const instances = await asAnna('GET', `/me/events/${made.body.id}/instances?${window}`);
    expect(instances.body.value).toHaveLength(4);
    const second = instances.body.value[1];
    const patched = await asAnna('PATCH', `/me/events/${second.id}`, {
      subject: 'Weekly moved',
      start: at('2026-12-09T09:00:00'),
      end: at('2026-12-09T10:00:00'),
    });
    expect(patched.body).toMatchObject({ id: second.id, type: 'exception' });
    await asAnna('DELETE', `/me/events/${instances.body.value[2].id}`);
    const belas = await asBela(
      'GET',
      `/me/calendarView?${window}&$filter=contains(subject,'Weekly')`,
    );
    expect(
      belas.body.value.map((one: Record<string, { dateTime: string }>) => [
        one['type'],
        one['subject'],
        one['start']!.dateTime.slice(0, 16),
      ]),
    ).toEqual([
      ['occurrence', 'Weekly', '2026-12-01T08:00'],
      ['exception', 'Weekly moved', '2026-12-09T09:00'],
      ['exception', 'Canceled: Weekly', '2026-12-15T08:00'],
      ['occurrence', 'Weekly', '2026-12-22T08:00'],
    ]);
  });
});

describe('What else people do with meetings', () => {
  test('An attendee forwards: the third person is invited, the organizer told and then answered', async () => {
    const outsider = 'guest@contoso.example';
    const made = await asAnna('POST', '/me/events', draft('To forward'));
    const event = await belasEvent('To forward');
    const toRecipients = [{ emailAddress: { address: outsider } }];
    const done = await asBela('POST', `/me/events/${event.id}/forward`, {
      toRecipients,
      comment: 'Join',
    });
    expect(done.status).toBe(202);
    const [told] = await inbox(asAnna, 'Meeting Forward Notification');
    expect(told).toMatchObject({ meetingMessageType: 'none' });
    const refused = await asBela('POST', `/me/events/${event.id}/forward`, { toRecipients: [] });
    expect(refused.status).toBe(400);
    const unchanged = await asAnna('GET', `/me/events/${made.body.id}`);
    expect(unchanged.body.attendees).toMatchObject([{ status: { response: 'none' } }]);
  });

  test('The organizer forwards: who was not an attendee becomes one', async () => {
    const made = await asAnna('POST', '/me/events', draft('To widen', { attendees: [] }));
    const toRecipients = [{ emailAddress: { address: bela.mail } }];
    await asAnna('POST', `/me/events/${made.body.id}/forward`, { toRecipients });
    expect((await asAnna('GET', `/me/events/${made.body.id}`)).body.attendees).toHaveLength(1);
    expect(await belasEvent('To widen')).toMatchObject({ isOrganizer: false });
  });

  test('A mail with a calendar part from outside is a request, its reply goes out (iMIP)', async () => {
    const ics = [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'METHOD:REQUEST',
      'BEGIN:VEVENT',
      'UID:outside-1',
      'DTSTAMP:20261122T080000Z',
      'DTSTART:20261203T090000Z',
      'DTEND:20261203T100000Z',
      'SUMMARY:From outside',
      'LOCATION:Vienna',
      'ORGANIZER;CN=Carl:mailto:carl@contoso.example',
      `ATTENDEE;RSVP=TRUE:mailto:${anna.mail}`,
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n');
    const mime = (part: string) =>
      Buffer.from(
        `From: Carl <carl@contoso.example>\r\nTo: ${anna.mail}\r\nSubject: From outside\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nCome\r\n--b\r\nContent-Type: text/calendar; method=REQUEST\r\n\r\n${part}\r\n--b--\r\n`,
      );
    const at = new Date('2026-11-22T09:00:00Z');
    const mail = (part: string) =>
      graph.door.importMail(anna.id, { mime: mime(part), folder: 'inbox', isRead: false, at });
    const { id } = await mail(ics);
    const message = await asAnna('GET', `/me/messages/${id}`);
    expect(message.body).toMatchObject({
      meetingMessageType: 'meetingRequest',
      hasAttachments: false,
    });
    const { body } = await asAnna('GET', "/me/events?$filter=iCalUId eq 'outside-1'");
    expect(body.value).toMatchObject([
      { subject: 'From outside', isOrganizer: false, responseStatus: { response: 'notResponded' } },
    ]);
    expect((await asAnna('POST', `/me/events/${body.value[0].id}/accept`, {})).status).toBe(202);
    const cancel = ics
      .replace('METHOD:REQUEST', 'METHOD:CANCEL')
      .replace('UID:outside-1', 'UID:outside-1\r\nSEQUENCE:1\r\nSTATUS:CANCELLED');
    await mail(cancel);
    const after = await asAnna('GET', `/me/events/${body.value[0].id}`);
    expect(after.body).toMatchObject({ isCancelled: true, subject: 'Canceled: From outside' });
    const broken = await mail('BEGIN:VCALENDAR\r\nnonsense');
    expect((await asAnna('GET', `/me/messages/${broken.id}`)).body).not.toHaveProperty(
      'meetingMessageType',
    );
  });

  test('Reminders fire, are put off and dismissed', async () => {
    const times = { start: at('2027-03-01T10:00:00'), end: at('2027-03-01T11:00:00') };
    const { body } = await asAnna(
      'POST',
      '/me/events',
      draft('Remind', { ...times, attendees: [] }),
    );
    const view = async () => {
      const path =
        "/me/reminderView(startDateTime='2027-03-01T00:00:00',endDateTime='2027-03-02T00:00:00')";
      return (await asAnna('GET', path)).body.value as object[];
    };
    expect(await view()).toMatchObject([
      {
        eventId: body.id,
        eventSubject: 'Remind',
        reminderFireTime: at('2027-03-01T09:45:00.0000000'),
      },
    ]);
    const snooze = { newReminderTime: at('2027-03-01T09:55:00') };
    expect((await asAnna('POST', `/me/events/${body.id}/snoozeReminder`, snooze)).status).toBe(200);
    expect(await view()).toMatchObject([{ reminderFireTime: at('2027-03-01T09:55:00.0000000') }]);
    await asAnna('POST', `/me/events/${body.id}/dismissReminder`);
    expect(await view()).toEqual([]);
  });

  test('getSchedule tells when people are busy, findMeetingTimes when they are free', async () => {
    const times = { start: at('2027-04-01T08:00:00'), end: at('2027-04-01T09:30:00') };
    await asAnna(
      'POST',
      '/me/events',
      draft('Secret', { ...times, sensitivity: 'private', attendees: [] }),
    );
    const asked = await asBela('POST', '/me/calendar/getSchedule', {
      schedules: [anna.mail, 'nobody@fabrikam.example'],
      startTime: at('2027-04-01T08:00:00'),
      endTime: at('2027-04-01T10:00:00'),
      availabilityViewInterval: 30,
    });
    expect(asked.body.value).toMatchObject([
      {
        scheduleId: anna.mail,
        availabilityView: '2220',
        scheduleItems: [{ isPrivate: true, status: 'busy' }],
      },
      { error: { responseCode: 'ErrorMailRecipientNotFound' } },
    ]);
    expect(asked.body.value[0].scheduleItems[0]).not.toHaveProperty('subject');
    const found = await asBela('POST', '/me/findMeetingTimes', {
      attendees: [attendee(anna.mail)],
      meetingDuration: 'PT1H',
      timeConstraint: {
        timeSlots: [{ start: at('2027-04-01T08:00:00'), end: at('2027-04-01T12:00:00') }],
      },
      maxCandidates: 1,
    });
    expect([found.status, found.body.error]).toEqual([200, undefined]);
    expect(found.body.meetingTimeSuggestions).toMatchObject([
      { confidence: 100, meetingTimeSlot: { start: at('2027-04-01T09:30:00.0000000') } },
    ]);
  });

  test('A file on one meeting of a series is not on the series', async () => {
    const recurrence = {
      pattern: { type: 'daily', interval: 1 },
      range: { type: 'numbered', startDate: '2027-05-01', numberOfOccurrences: 2 },
    };
    const times = { start: at('2027-05-01T10:00:00'), end: at('2027-05-01T11:00:00') };
    const { body } = await asAnna(
      'POST',
      '/me/events',
      draft('Files', { ...times, recurrence, attendees: [] }),
    );
    const window = 'startDateTime=2027-05-01T00:00:00Z&endDateTime=2027-05-03T00:00:00Z';
    const [first] = (await asAnna('GET', `/me/events/${body.id}/instances?${window}`)).body.value;
    const file = {
      '@odata.type': '#microsoft.graph.fileAttachment',
      name: 'a.txt',
      contentBytes: 'YQ==',
    };
    expect((await asAnna('POST', `/me/events/${first.id}/attachments`, file)).status).toBe(201);
    expect((await asAnna('GET', `/me/events/${first.id}/attachments`)).body.value).toHaveLength(1);
    expect((await asAnna('GET', `/me/events/${body.id}/attachments`)).body.value).toEqual([]);
    expect((await asAnna('GET', `/me/events/${first.id}`)).body).toMatchObject({
      type: 'exception',
      hasAttachments: true,
    });
  });

  test('Groups hold calendars', async () => {
    const groups = await asAnna('GET', '/me/calendarGroups');
    expect(groups.body.value[0]).toMatchObject({
      name: 'My Calendars',
      classId: '0006f0b7-0000-0000-c000-000000000046',
    });
    const made = await asAnna('POST', '/me/calendarGroups', { name: 'Team' });
    const path = `/me/calendarGroups/${made.body.id}`;
    const calendar = await asAnna('POST', `${path}/calendars`, { name: 'Holidays' });
    expect(calendar.status).toBe(201);
    expect((await asAnna('GET', `${path}/calendars`)).body.value).toMatchObject([
      { name: 'Holidays' },
    ]);
    const event = await asAnna(
      'POST',
      `${path}/calendars/${calendar.body.id}/events`,
      draft('Off', { attendees: [] }),
    );
    expect(
      (await asAnna('GET', `${path}/calendars/${calendar.body.id}/events/${event.body.id}`)).status,
    ).toBe(200);
    expect((await asAnna('DELETE', path)).status).toBe(400);
    await asAnna('DELETE', `/me/calendars/${calendar.body.id}`);
    expect((await asAnna('DELETE', path)).status).toBe(204);
  });
});
