import { expect, test } from '@jest/globals';
import { readPreferences } from '../../../src/sandbox/graph/preferences.ts';

test('Preferences are read from one header, in any case, with and without quotes', () => {
  const header = 'idtype="ImmutableId", odata.maxpagesize=50, outlook.body-content-type="text"';
  expect(readPreferences(header)).toMatchObject({
    isImmutableId: true,
    maxPageSize: 50,
    bodyType: 'text',
    timeZone: undefined,
  });
});

test('A page holds at most 1000 items; nonsense is no preference', () => {
  expect(readPreferences('odata.maxpagesize=5000').maxPageSize).toBe(1_000);
  expect(readPreferences('odata.maxpagesize=-1, IdType=Other')).toEqual({
    isImmutableId: false,
    maxPageSize: undefined,
    bodyType: undefined,
    isUnsafeHtmlAllowed: false,
    timeZone: undefined,
    applied: undefined,
  });
});
