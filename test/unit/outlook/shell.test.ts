import { describe, expect, test } from '@jest/globals';
import { parseRoute, type Route, routeHash } from '../../../src/sandbox/outlook/page/app/route.ts';
import { delegatePermissions } from '../../../src/sandbox/outlook/page/host/methods/shared.ts';
import { span } from '../../../src/sandbox/outlook/page/mail/list-keys.ts';
import { en } from '../../../src/sandbox/outlook/page/text/en.ts';
import { hu } from '../../../src/sandbox/outlook/page/text/hu.ts';
import { languageOf, languages } from '../../../src/sandbox/outlook/page/text/messages.ts';
import { textIn } from '../../../src/sandbox/outlook/page/text/use-text.ts';

describe('The address of the page', () => {
  test.each<Route>([
    { view: 'mail', folder: 'inbox', item: null },
    { view: 'mail', folder: 'a/b', item: 'c=' },
    { view: 'mail', mailbox: 'owner', folder: 'inbox', item: null },
    { view: 'mail', mailbox: 'owner', folder: 'f', item: 'i' },
    { view: 'calendar', day: '2026-11-22', item: 'i' },
  ])('says what is shown: %j', (route) => {
    expect(parseRoute(routeHash(route))).toEqual(route);
  });

  test('that says nothing is the inbox', () => {
    const inbox = { view: 'mail', folder: 'inbox', item: null };
    expect(parseRoute('')).toEqual(inbox);
    expect(parseRoute('#/calendar/someday')).toEqual(inbox);
    expect(parseRoute('#/shared/owner')).toEqual({ ...inbox, mailbox: 'owner' });
  });
});

describe('Marking up to a message', () => {
  const ids = ['a', 'b', 'c', 'd'];
  test('takes those between, in either direction', () => {
    expect(span(ids, 'b', 'd')).toEqual(['b', 'c', 'd']);
    expect(span(ids, 'd', 'b')).toEqual(['b', 'c', 'd']);
    expect(span(ids, 'b', 'b')).toEqual(['b']);
  });
  test('from one that is not in the list starts at the top', () => {
    expect(span(ids, 'gone', 'b')).toEqual(['a', 'b']);
  });
});

const leaves = (node: object, path = ''): [string, string][] =>
  Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? leaves(value, `${path}${key}.`)
      : [[`${path}${key}`, String(value)] as [string, string]],
  );

describe('The page’s words', () => {
  test('in Hungarian are all there, with the same names to fill in', () => {
    const names = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();
    const hungarian = new Map(leaves(hu));
    for (const [key, text] of leaves(en)) {
      expect([key, names(hungarian.get(key) ?? '')]).toEqual([key, names(text)]);
    }
    expect(hungarian.size).toBe(leaves(en).length);
  });

  test('are found for any region of a language, and for no other language', () => {
    expect(languageOf('hu-HU')?.code).toBe('hu');
    expect(languageOf('de')).toBeUndefined();
    expect(languageOf(null)).toBeUndefined();
  });

  test('run from right to left in Arabic alone, which borrows the English ones', () => {
    const texts = languages.map((language) => textIn(language));
    expect(texts.map(({ direction }) => direction)).toEqual(['ltr', 'ltr', 'rtl']);
    expect(texts.map(({ t }) => t('header.mail'))).toEqual(['Mail', 'Posta', 'Mail']);
    expect(texts[0]?.t('list.marked', { count: 1 })).toBe('1 message selected');
  });
});

describe('What a delegate may do, as Office.js tells it', () => {
  const mailbox = { id: '1', displayName: 'Service', mail: 'service@fabrikam.example' };
  test.each([
    [['fullAccess'], 63],
    [['mailWrite', 'sendAs'], 63],
    [['mailRead'], 1],
    [['calendarRead'], 0],
  ] as const)('with %j is %d', (rights, permissions) => {
    expect(delegatePermissions({ ...mailbox, rights: [...rights] })).toBe(permissions);
  });
});
