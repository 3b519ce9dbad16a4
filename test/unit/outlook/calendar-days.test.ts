import { describe, expect, test } from '@jest/globals';
import { eventDay } from '../../../src/sandbox/outlook/page/calendar/event-day.ts';
import { today } from '../../../src/sandbox/outlook/page/calendar/week.ts';
import { isLogged } from '../../../src/sandbox/outlook/page/phone/use-is-logged.ts';

describe('Days of the calendar', () => {
  test.each([
    ['Europe/Budapest', '2026-11-24'],
    ['Europe/London', '2026-11-23'],
    ['America/New_York', '2026-11-23'],
  ])('Today is the day of the mailbox’s zone: %s', (timeZone, expected) => {
    expect(today(timeZone, new Date('2026-11-23T23:30:00Z'))).toBe(expected);
  });

  test('An event lies on its day in the zone, an all-day one on its own', () => {
    const start = { dateTime: '2026-11-23T00:00:00.0000000', timeZone: 'UTC' };
    expect(eventDay({ start }, 'America/New_York')).toBe('2026-11-22');
    expect(eventDay({ start, isAllDay: true }, 'America/New_York')).toBe('2026-11-23');
  });
});

describe('Whether an appointment is logged (H-08)', () => {
  test.each([
    ['{"EventLogged":true}', true],
    ['{"EventLogged":"true"}', true],
    ['{"EventLogged":false}', false],
    ['{"other":true}', false],
    ['{}', false],
  ])('is what its custom properties say: %s', (json, expected) => {
    expect(isLogged(json)).toBe(expected);
  });
});
