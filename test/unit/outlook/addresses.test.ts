import { describe, expect, test } from '@jest/globals';
import { parseRoute, routeHash } from '../../../src/sandbox/outlook/page/app/route.ts';
import { addDays, dayIn, monday } from '../../../src/sandbox/outlook/page/calendar/week.ts';
import { frameName, frameUrl } from '../../../src/sandbox/outlook/page/host/frame-name.ts';

const frame = {
  conversationId: 'c',
  controlId: 'k',
  hostOrigin: 'https://localhost:3000',
  locale: 'hu-HU',
  isDialog: false,
};

describe('A frame', () => {
  test('is told its host by name', () => {
    expect(JSON.parse(frameName(frame))).toMatchObject({
      xdmInfo: 'c|k|https://localhost:3000/',
      hostInfo: 'Outlook$Web$16.01$hu-hu$k$$disableLogging$0',
    });
  });

  test.each([
    ['https://localhost:3001/pane.html', '?_host_Info='],
    ['https://localhost:3001/pane.html?a=1#top', '?a=1&_host_Info='],
  ])('of %s keeps its own query and hash', (url, query) => {
    const made = new URL(frameUrl(url, frame));
    expect(made.search.startsWith(query)).toBe(true);
    expect(made.hash).toBe(new URL(url).hash);
  });
});

describe('The address of the page', () => {
  test.each([
    { view: 'mail', folder: 'inbox', item: null } as const,
    { view: 'mail', folder: 'AAMk/+=', item: 'x/y#z' } as const,
    { view: 'calendar', day: '2026-11-22', item: 'e' } as const,
  ])('comes back to where it was: %j', (route) => {
    expect(parseRoute(routeHash(route))).toEqual(route);
  });

  test.each(['', '#', '#/nowhere', '#/calendar/today'])('"%s" is the inbox', (hash) => {
    expect(parseRoute(hash)).toEqual({ view: 'mail', folder: 'inbox', item: null });
  });
});

describe('A week', () => {
  test.each([
    ['2026-11-22', '2026-11-16'],
    ['2026-11-23', '2026-11-23'],
    ['2027-01-01', '2026-12-28'],
  ])('of %s starts on Monday %s', (day, first) => {
    expect(monday(day)).toBe(first);
  });

  test('goes on over the end of a month, and its days are those of the person’s zone', () => {
    expect(addDays('2026-11-30', 1)).toBe('2026-12-01');
    expect(dayIn(new Date('2026-11-22T23:30:00Z'), 'Europe/Vienna')).toBe('2026-11-23');
  });
});
