import { describe, expect, test } from '@jest/globals';
import type { EventMessage } from '@microsoft/microsoft-graph-types';
import {
  allowsAddIns,
  itemClassOf,
  protectionOf,
} from '../../../src/sandbox/outlook/page/host/item-class.ts';
import { isLost } from '../../../src/sandbox/outlook/page/host/item-changed-fault.ts';
import { placesOf } from '../../../src/sandbox/outlook/page/host/places.ts';

const message = (resource: EventMessage, itemClass?: string) => ({
  kind: 'message' as const,
  id: 'm',
  ewsId: 'm',
  resource,
  ...(itemClass && { itemClass }),
});
const invitation = message({ meetingMessageType: 'meetingRequest' });

describe('The class of a message', () => {
  test.each([
    ['meetingRequest', 'IPM.Schedule.Meeting.Request'],
    ['meetingCancelled', 'IPM.Schedule.Meeting.Canceled'],
    ['meetingAccepted', 'IPM.Schedule.Meeting.Resp.Pos'],
    ['meetingTenativelyAccepted', 'IPM.Schedule.Meeting.Resp.Tent'],
    ['meetingDeclined', 'IPM.Schedule.Meeting.Resp.Neg'],
    ['none', 'IPM.Note'],
  ] as const)('of type "%s" is %s', (meetingMessageType, expected) => {
    expect(itemClassOf(message({ meetingMessageType }))).toBe(expected);
  });

  test.each([
    ['IPM.Note.SMIME', 'encrypted', true, false],
    ['IPM.Note.Secure', 'encrypted', true, false],
    ['IPM.Note.SMIME.MultipartSigned', 'none', true, true],
    ['IPM.Note.rpmsg.Microsoft.IRM', 'rights', false, false],
    ['IPM.Note', 'none', true, true],
  ] as const)('%s: protection "%s", add-ins on the web: %s, on phones: %s', (...row) => {
    const [itemClass, protection, onWeb, onPhone] = row;
    const item = message({}, itemClass);
    expect(protectionOf(item)).toBe(protection);
    expect(allowsAddIns(item, false)).toBe(onWeb);
    expect(allowsAddIns(item, true)).toBe(onPhone);
  });
});

describe('The change of the open item', () => {
  test('is lost for everything or for meetings and protected mail only', () => {
    expect(isLost(message({}), 'none')).toBe(false);
    expect(isLost(message({}), 'lose')).toBe(true);
    expect(isLost(message({}), 'meetings')).toBe(false);
    expect(isLost(invitation, 'meetings')).toBe(true);
    expect(isLost(message({}, 'IPM.Note.SMIME'), 'meetings')).toBe(true);
    expect(isLost(null, 'meetings')).toBe(false);
  });
});

test('Places of an event are rooms by their address and other places by their name', () => {
  expect(
    placesOf({
      locations: [
        { displayName: 'Room 1', locationEmailAddress: 'room1@fabrikam.example' },
        { displayName: 'Café' },
      ],
    }),
  ).toEqual([
    { type: 'room', id: 'room1@fabrikam.example', displayName: 'Room 1' },
    { type: 'custom', id: 'Café', displayName: 'Café' },
  ]);
  expect(placesOf({ locations: [], location: { displayName: '' } })).toEqual([]);
});
