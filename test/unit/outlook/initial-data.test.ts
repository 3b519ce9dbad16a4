import { describe, expect, test } from '@jest/globals';
import { parseManifest } from '../../../src/sandbox/outlook/manifest/parse-manifest.ts';
import {
  initialData,
  normalizedSubject,
  offsetMinutes,
} from '../../../src/sandbox/outlook/page/host/initial-data.ts';
import { sampleManifest } from '../../support/outlook/sample-manifest.ts';
import { anna } from '../../support/people.ts';

const common = {
  addIn: parseManifest(sampleManifest('https://localhost:3001'), 'en-US'),
  person: anna,
  attachments: [],
  now: new Date('2026-11-22T10:00:00Z'),
};
const mia = { emailAddress: { name: 'Mia', address: 'mia@contoso.example' } };

describe('Initial data', () => {
  test('of a message has its EWS id, its people and its times', () => {
    const data = initialData({
      ...common,
      item: {
        kind: 'message',
        id: 'a-b_c',
        ewsId: 'a/b+c',
        resource: {
          subject: 'RE: Offer',
          from: mia,
          toRecipients: [{ emailAddress: { name: 'Anna', address: anna.mail } }],
          createdDateTime: '2026-11-22T09:00:00Z',
          conversationId: 'conv',
        },
      },
    });
    expect(data).toMatchObject({
      itemType: 1,
      id: 'a/b+c',
      normalizedSubject: 'Offer',
      from: { name: 'Mia', address: 'mia@contoso.example' },
      to: [{ address: anna.mail }],
      dateTimeCreated: Date.UTC(2026, 10, 22, 9),
      conversationId: 'conv',
      permissionLevel: 2,
      userEmailAddress: anna.mail,
      isFromSharedFolder: false,
    });
  });

  test('of an appointment has required people in "to" and optional ones in "cc"', () => {
    const data = initialData({
      ...common,
      item: {
        kind: 'appointment',
        id: 'e',
        ewsId: 'e',
        resource: {
          subject: 'Kick-off',
          organizer: mia,
          start: { dateTime: '2026-11-23T09:00:00.0000000', timeZone: 'UTC' },
          attendees: [
            { ...mia, type: 'required', status: { response: 'accepted' } },
            { emailAddress: { address: 'o@contoso.example' }, type: 'optional' },
          ],
        },
      },
    });
    expect(data).toMatchObject({
      itemType: 2,
      start: Date.UTC(2026, 10, 23, 9),
      to: [{ name: 'Mia', appointmentResponse: 3 }],
      cc: [{ address: 'o@contoso.example', appointmentResponse: 0 }],
    });
  });

  test('without an item still says whose mailbox it is', () => {
    expect(initialData({ ...common, item: null })).toMatchObject({
      itemType: 6,
      userDisplayName: anna.displayName,
    });
  });
});

test.each([
  ['Re: AW: [3] Offer', '[3] Offer'],
  ['FW: Fwd: x', 'x'],
  ['VÁ: Ajánlat', 'Ajánlat'],
  ['Offer: the last', 'Offer: the last'],
])('The normalized subject of "%s" is "%s"', (subject, expected) => {
  expect(normalizedSubject(subject)).toBe(expected);
});

test.each([
  ['Europe/Vienna', '2026-11-22T00:00:00Z', 60],
  ['Europe/Vienna', '2026-07-01T00:00:00Z', 120],
  ['America/St_Johns', '2026-11-22T00:00:00Z', -210],
  ['UTC', '2026-11-22T00:00:00Z', 0],
])('%s at %s is %i minutes from UTC', (zone, at, minutes) => {
  expect(offsetMinutes(zone, new Date(at))).toBe(minutes);
});
