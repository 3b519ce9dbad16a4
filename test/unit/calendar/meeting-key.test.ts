import { describe, expect, test } from '@jest/globals';
import { meetingKey } from '../../../src/domain/calendar/meeting-key.ts';
import { meetingUid } from '../../../src/domain/calendar/meeting-uid.ts';
import {
  globalObjectId,
  newGlobalObjectId,
} from '../../../src/sandbox/graph/calendar/global-object-id.ts';

const own = newGlobalObjectId('0a1b2c3d-0000-4000-8000-00000000abcd');
const scope = { tenantId: 'T', organization: 'https://contoso.crm4.dynamics.com' };
const key = (iCalUId: string, originalStart: string | null = null) =>
  meetingKey({ ...scope, iCalUId, originalStart });

describe('The id of a meeting', () => {
  test('is what the series and all its occurrences have in common', () => {
    expect(meetingUid(globalObjectId(own, '2027-03-01'))).toBe(own);
    expect(meetingUid(own.toLowerCase())).toBe(own);
  });

  test('is the other calendar’s own where Exchange wrapped one', () => {
    const foreign = 'q7s1é@calendar.example';
    expect(meetingUid(globalObjectId(foreign, '2027-03-01'))).toBe(foreign);
    expect(meetingUid(foreign)).toBe(foreign);
  });

  test('is found in an id that ends after its fixed part', () => {
    const short = `${own.slice(0, 40)}ABCD`;
    expect(meetingUid(globalObjectId(own, '2027-03-01').slice(0, 40) + 'ABCD')).toBe(short);
  });

  test.each(['', '040000008200E00074C5B7101A82E008', 'plain'])('%j stays as it is', (text) => {
    expect(meetingUid(text)).toBe(text);
  });
});

describe('The key of a meeting (fault 32)', () => {
  test('is the same for the organizer’s and an attendee’s copy, however it is spelled', () => {
    expect(key(own)).toBe(key(own.toLowerCase()));
    expect(key(own)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5/);
  });

  test('of one meeting of a series is its own, by where the pattern puts it', () => {
    const first = key(globalObjectId(own, '2027-03-01'), '2027-03-01T09:00:00Z');
    expect(first).toBe(key(own, '2027-03-01T09:00:00.000Z'));
    expect(first).not.toBe(key(own, '2027-03-08T09:00:00Z'));
    expect(first).not.toBe(key(own));
  });

  test('of a whole series does not depend on the occurrence that was open', () => {
    expect(key(globalObjectId(own, '2027-03-01'))).toBe(key(globalObjectId(own, '2027-03-08')));
  });

  test('differs by organisation and tenant', () => {
    const other = meetingKey({ ...scope, tenantId: 'U', iCalUId: own, originalStart: null });
    expect(other).not.toBe(key(own));
  });
});
