import { describe, expect, test } from '@jest/globals';
import { readCalendar } from '../../../src/sandbox/import/calendar.ts';

const context = {
  user: { name: 'Béla', address: 'bela@shop.example' },
  timeZone: 'Europe/Budapest',
};

const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
const calendar = (...parts: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...parts, 'END:VCALENDAR', ''].join('\r\n');
const read = (...parts: string[]) => readCalendar(calendar(...parts), context);

/** The only item; fails where it was refused. */
function only(...lines: string[]) {
  const [found] = read(event(...lines));
  if (!found || 'reason' in found) throw new Error(found?.reason ?? 'nothing');
  return found.item;
}

const reasonFor = (...lines: string[]) => {
  const [found] = read(event(...lines));
  return found && 'reason' in found ? found.reason : null;
};

const basic = ['UID:1@shop.example', 'DTSTART:20261120T100000Z', 'DTEND:20261120T110000Z'];

describe('An event', () => {
  test('becomes a meeting with its people', () => {
    const { meeting } = only(
      ...basic,
      'SUMMARY:Offer\\, last round',
      'LOCATION:Room 1',
      'DESCRIPTION:Bring <papers>\\nand pens',
      'ORGANIZER;CN=Ada:mailto:ada@shop.example',
      'ATTENDEE;ROLE=REQ-PARTICIPANT;CN="Béla, the second":MAILTO:bela@shop.example',
      'ATTENDEE;ROLE=OPT-PARTICIPANT:mailto:cili@shop.example',
      'ATTENDEE:urn:uuid:nobody',
    );
    expect(meeting).toEqual({
      iCalUId: '1@shop.example',
      subject: 'Offer, last round',
      bodyHtml: 'Bring &lt;papers&gt;<br>and pens',
      location: 'Room 1',
      start: new Date('2026-11-20T10:00:00Z'),
      end: new Date('2026-11-20T11:00:00Z'),
      isAllDay: false,
      organizer: { name: 'Ada', address: 'ada@shop.example' },
      attendees: [
        { name: 'Béla, the second', address: 'bela@shop.example', type: 'required' },
        { name: 'cili@shop.example', address: 'cili@shop.example', type: 'optional' },
      ],
      recurrence: null,
    });
  });

  test('without an organizer is the user’s own', () => {
    expect(only(...basic).meeting.organizer).toEqual(context.user);
  });

  test('without a UID gets the same one at every import', () => {
    const [first, second] = [only(...basic.slice(1)), only(...basic.slice(1))];
    expect(first.meeting.iCalUId).toMatch(/^[0-9a-f]{64}$/);
    expect(second.meeting.iCalUId).toBe(first.meeting.iCalUId);
  });

  test('without an end lasts no time, or one day', () => {
    expect(only('DTSTART:20261120T100000Z').meeting.end).toEqual(new Date('2026-11-20T10:00:00Z'));
    expect(only('DTSTART;VALUE=DATE:20261120').meeting.end).toEqual(
      new Date('2026-11-21T00:00:00Z'),
    );
  });

  test('may say how long it lasts instead of when it ends', () => {
    expect(only('DTSTART:20261120T100000Z', 'DURATION:PT90M').meeting.end).toEqual(
      new Date('2026-11-20T11:30:00Z'),
    );
  });

  test('of whole days runs from midnight to midnight UTC', () => {
    const { meeting } = only('DTSTART;VALUE=DATE:20261120', 'DTEND;VALUE=DATE:20261122');
    expect(meeting).toMatchObject({
      isAllDay: true,
      start: new Date('2026-11-20T00:00:00Z'),
      end: new Date('2026-11-22T00:00:00Z'),
    });
  });

  test('may forget to call its dates dates', () => {
    expect(only('DTSTART:20261120', 'DTEND:20261121').meeting.isAllDay).toBe(true);
  });

  test('may stand alone, without a calendar around it', () => {
    expect(readCalendar(event(...basic), context)).toHaveLength(1);
  });

  test('keeps a body in HTML', () => {
    const { meeting } = only(...basic, 'X-ALT-DESC;FMTTYPE=text/html:<p>Hi</p>', 'DESCRIPTION:Hi');
    expect(meeting.bodyHtml).toBe('<p>Hi</p>');
  });
});

describe('The time of an event', () => {
  const startOf = (...lines: string[]) => only(...lines).meeting.start.toISOString();

  test('without a zone is the user’s', () => {
    expect(startOf('DTSTART:20261120T100000')).toBe('2026-11-20T09:00:00.000Z');
  });

  test('may be in a zone of IANA or of Windows that the file does not define', () => {
    expect(startOf('DTSTART;TZID=America/New_York:20261120T100000')).toBe(
      '2026-11-20T15:00:00.000Z',
    );
    expect(startOf('DTSTART;TZID=Tokyo Standard Time:20261120T100000')).toBe(
      '2026-11-20T01:00:00.000Z',
    );
  });

  test('may be in a zone of the file’s own', () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Ours',
      'BEGIN:STANDARD',
      'DTSTART:16010101T000000',
      'TZOFFSETFROM:+0530',
      'TZOFFSETTO:+0530',
      'END:STANDARD',
      'END:VTIMEZONE',
    ].join('\r\n');
    const [found] = read(zone, event('DTSTART;TZID=Ours:20261120T100000'));
    expect(found && 'item' in found && found.item.meeting.start).toEqual(
      new Date('2026-11-20T04:30:00Z'),
    );
    const [series] = read(zone, event('DTSTART;TZID=Ours:20261120T100000', 'RRULE:FREQ=DAILY'));
    expect(series).toMatchObject({ reason: 'It repeats in an unknown time zone, "Ours".' });
  });

  test('in an unknown zone is refused with the zone’s name', () => {
    expect(reasonFor('DTSTART;TZID=Nowhere:20261120T100000')).toBe(
      'Its time zone is unknown, "Nowhere".',
    );
  });
});

describe('A series', () => {
  const series = [
    'UID:s@shop.example',
    'DTSTART;TZID=Europe/Budapest:20261120T100000',
    'RRULE:FREQ=WEEKLY',
  ];

  test('keeps its zone', () => {
    expect(only(...series).meeting.recurrence).toMatchObject({
      range: { recurrenceTimeZone: 'Europe/Budapest' },
    });
  });

  test('of whole days repeats in UTC, where its midnights are', () => {
    expect(
      only('DTSTART;VALUE=DATE:20261120', 'RRULE:FREQ=DAILY').meeting.recurrence,
    ).toMatchObject({
      range: { recurrenceTimeZone: 'UTC' },
    });
  });

  test('comes with the meetings it leaves out and those that changed', () => {
    const found = read(
      event(...series, 'EXDATE;TZID=Europe/Budapest:20261127T100000'),
      event(
        'UID:s@shop.example',
        'RECURRENCE-ID;TZID=Europe/Budapest:20261204T100000',
        'DTSTART;TZID=Europe/Budapest:20261205T140000',
        'SUMMARY:Moved',
      ),
      event(
        'UID:s@shop.example',
        'RECURRENCE-ID;TZID=Europe/Budapest:20261211T100000',
        'DTSTART;TZID=Europe/Budapest:20261211T100000',
        'STATUS:CANCELLED',
      ),
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      item: {
        changes: [
          { originalStart: new Date('2026-11-27T09:00:00Z'), meeting: null },
          {
            originalStart: new Date('2026-12-04T09:00:00Z'),
            meeting: { subject: 'Moved', start: new Date('2026-12-05T13:00:00Z') },
          },
          { originalStart: new Date('2026-12-11T09:00:00Z'), meeting: null },
        ],
      },
    });
  });

  test('that is not in the file leaves its changed meeting to stand for itself', () => {
    const [found] = read(
      event('UID:s@shop.example', 'RECURRENCE-ID:20261204T100000Z', 'DTSTART:20261205T140000Z'),
    );
    expect(found).toMatchObject({
      item: { meeting: { iCalUId: 's@shop.example/2026-12-04T10:00:00.000Z' }, changes: [] },
    });
  });

  test('that Graph cannot say is refused with the reason', () => {
    expect(reasonFor(...series, 'RDATE:20261201T100000Z')).toBe('It repeats on single dates.');
    expect(reasonFor(...series, 'RRULE:FREQ=DAILY')).toBe('It repeats by several rules.');
    expect(
      reasonFor(
        'UID:s',
        'RECURRENCE-ID;RANGE=THISANDFUTURE:20261204T100000Z',
        'DTSTART:20261205T140000Z',
      ),
    ).toBe('It changes this and all later meetings of a series.');
  });
});

describe('What cannot be imported has a reason', () => {
  test('of an event', () => {
    expect(reasonFor('SUMMARY:No time')).toBe('It has no start.');
    expect(reasonFor('DTSTART:20261120T100000Z', 'DTEND:20261120T090000Z')).toBe(
      'It ends before it starts.',
    );
    expect(reasonFor(...basic, 'STATUS:CANCELLED')).toBe('It is cancelled.');
    expect(reasonFor(...basic, 'RRULE:COUNT=3')).toMatch(/^It is malformed/);
    expect(reasonFor('DTSTART:tomorrow')).toMatch(/^It (is malformed|has no)/);
  });

  test('of one event leaves the others alone', () => {
    const found = read(event('SUMMARY:No time'), event(...basic));
    expect(found.map((one) => [one.label, 'item' in one])).toEqual([
      ['event 1', false],
      ['event 2', true],
    ]);
  });

  test('of a calendar without events names what it has', () => {
    expect(() => read('BEGIN:VTODO\r\nSUMMARY:x\r\nEND:VTODO')).toThrow(
      'It holds no events, only tasks.',
    );
    expect(() => read()).toThrow('It holds no events.');
  });

  test('of a text that is no calendar, or a broken one', () => {
    expect(() => readCalendar('Hello', context)).toThrow('It is not a calendar.');
    expect(() => readCalendar('', context)).toThrow('It is not a calendar.');
    expect(() => read('NAME;PARAM="x:y')).toThrow('It is malformed');
    expect(() => readCalendar('BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:2026', context)).toThrow(
      'It is malformed',
    );
  });

  test('of an answer to an invitation', () => {
    expect(() => read('METHOD:REPLY', event(...basic))).toThrow('(REPLY)');
  });
});
