import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  readDeltaToken,
  writeDeltaToken,
} from '../../../src/sandbox/dataverse/changes/delta-token.ts';
import { DataverseError } from '../../../src/sandbox/dataverse/errors.ts';
import { parseFetch } from '../../../src/sandbox/dataverse/fetchxml/parse.ts';
import { timeRange } from '../../../src/sandbox/dataverse/read/conditions/dates.ts';
import {
  linkWith,
  pagingCookie,
  parseSkipToken,
} from '../../../src/sandbox/dataverse/read/paging.ts';

describe('The time a query function means', () => {
  // A Tuesday, the last of a month of 31 days.
  const now = new Date('2026-03-31T14:00:00Z');
  const range = (name: string, count = 1) => {
    const { from, before } = timeRange(name, now, count) ?? {};
    return [from?.toISOString().slice(0, 16), before?.toISOString().slice(0, 16)];
  };

  test('is days from midnight, weeks from Sunday, months and years of the calendar', () => {
    expect(range('Today')).toEqual(['2026-03-31T00:00', '2026-04-01T00:00']);
    expect(range('LastWeek')).toEqual(['2026-03-22T00:00', '2026-03-29T00:00']);
    expect(range('ThisWeek')).toEqual(['2026-03-29T00:00', '2026-04-05T00:00']);
    expect(range('NextMonth')).toEqual(['2026-04-01T00:00', '2026-05-01T00:00']);
    expect(range('LastYear')).toEqual(['2025-01-01T00:00', '2026-01-01T00:00']);
    expect(range('Next7Days')).toEqual(['2026-03-31T14:00', '2026-04-08T00:00']);
  });

  test('counts back from today or, with hours, from now; a short month ends early', () => {
    expect(range('LastXDays', 2)).toEqual(['2026-03-29T00:00', '2026-03-31T14:00']);
    expect(range('LastXHours', 3)).toEqual(['2026-03-31T11:00', '2026-03-31T14:00']);
    expect(range('LastXMonths', 1)).toEqual(['2026-02-28T00:00', '2026-03-31T14:00']);
    expect(range('NextXWeeks', 1)).toEqual(['2026-03-31T14:00', '2026-04-08T00:00']);
    expect(range('OlderThanXMinutes', 30)).toEqual([undefined, '2026-03-31T13:30']);
    expect(range('OlderThanXYears', 2)).toEqual([undefined, '2024-03-31T14:00']);
  });

  test('is nothing for a name there is none of', () => {
    for (const name of ['NextXMinutes', 'LastXFiscalYears', 'toString', 'Nonsense']) {
      expect(timeRange(name, now, 1)).toBeUndefined();
    }
  });
});

const id = fc.uuid();
const mark = fc.record({ terms: fc.array(fc.option(fc.string()), { maxLength: 4 }), id });

describe('A paging cookie', () => {
  test('gives back where its page ended, whatever the values', () => {
    fc.assert(
      fc.property(mark, id, fc.integer({ min: 1, max: 1e6 }), (last, first, page) => {
        const names = [...last.terms.map((_, index) => `column${index}`), 'contactid'];
        const terms = last.terms.map(() => 'first');
        const cookie = pagingCookie({ page, names, first: { terms, id: first }, last });
        expect(parseSkipToken(cookie)).toEqual({ number: page + 1, after: last });
      }),
    );
  });

  test('carries the token of a round of change tracking', () => {
    const end = { terms: [], id: '00000000-0000-4000-8000-000000000001' };
    const tracking = '919042!08/22/2026 08:10:44';
    const cookie = pagingCookie({ page: 1, names: ['id'], first: end, last: end, tracking });
    expect(cookie).toContain('istracking="True"');
    expect(parseSkipToken(cookie)).toEqual({ number: 2, after: end, tracking });
  });

  test('that is broken is refused as 0x8004112a', () => {
    for (const token of ['', 'x', '<cookie pagenumber="2" pagingcookie="%zz" />']) {
      expect(() => parseSkipToken(token)).toThrow(expect.objectContaining({ code: '0x8004112a' }));
    }
  });

  test('replaces the one in the address it came with', () => {
    expect(
      linkWith('https://x/v9.2', '/contacts?$top=1&$skiptoken=old', { $skiptoken: 'a b' }),
    ).toBe('https://x/v9.2/contacts?$top=1&$skiptoken=a%20b');
  });
});

describe('A delta token', () => {
  test('is a version and a time, to the second', () => {
    expect(writeDeltaToken({ version: 919042n, at: new Date('2026-08-22T08:10:44.9Z') })).toBe(
      '919042!08/22/2026 08:10:44',
    );
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 17n }),
        fc.integer({ min: 0, max: 4e9 }),
        (version, seconds) => {
          const token = { version, at: new Date(seconds * 1000) };
          expect(readDeltaToken(writeDeltaToken(token))).toEqual(token);
        },
      ),
    );
  });

  test('of any other shape is refused', () => {
    for (const text of [
      '',
      '1',
      '1!2026-08-22',
      '1!13/40/2026 08:10:44',
      '-1!08/22/2026 08:10:44',
    ]) {
      expect(() => readDeltaToken(text)).toThrow(DataverseError);
    }
  });
});

describe('FetchXML', () => {
  test('is read with links, filters within filters and values of every form', () => {
    const { entity, top, page } = parseFetch(`<fetch top="5" distinct="1"><entity name="Contact">
      <attribute name="fullname" alias="n"/>
      <link-entity name="account" from="accountid" to="parentcustomerid" alias="a" link-type="outer">
        <filter><condition attribute="name" operator="null"/></filter></link-entity>
      <filter type="or"><condition attribute="x" operator="in"><value>1</value><value uiname="B">2</value></condition>
        <filter><condition entityname="a" attribute="y" operator="eq" valueof="z"/></filter></filter>
    </entity></fetch>`);
    expect([top, page]).toEqual([5, 1]);
    expect(entity).toMatchObject({
      name: 'contact',
      attributes: [{ name: 'fullname', alias: 'n' }],
      links: [{ alias: 'a', type: 'outer', filters: [{ conditions: [{ values: [] }] }] }],
      filters: [
        {
          type: 'or',
          conditions: [{ values: ['1', '2'] }],
          filters: [{ type: 'and', conditions: [{ entity: 'a', other: 'z' }] }],
        },
      ],
    });
  });

  test('that is anything else is refused, never worse', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => parseFetch(text)).toThrow(DataverseError);
      }),
    );
    for (const inside of ['', '<entity/>', '<entity name="a"><condition/></entity>']) {
      const xml = `<fetch top="x">${inside}</fetch>`;
      expect(() => parseFetch(xml)).toThrow(DataverseError);
    }
  });
});
