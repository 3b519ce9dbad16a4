import { describe, expect, test } from '@jest/globals';
import { appointmentFor } from '../../../src/domain/calendar/appointment-activity.ts';
import { addressesOfMeeting } from '../../../src/domain/calendar/attendee-parties.ts';
import type { MeetingEvent } from '../../../src/domain/calendar/meeting-event.ts';
import type { Candidate } from '../../../src/domain/people/match.ts';
import { must } from '../../../src/lib/must.ts';
import { meetingEvent } from './samples.ts';

const candidate = (table: Candidate['table'], id: string, address: string): Candidate => ({
  table,
  id,
  name: id,
  detail: '',
  addresses: [address],
  active: true,
  ownerId: null,
  createdOn: '2026-01-01T00:00:00Z',
});
const mine = { regarding: null, mailboxAddress: null };
const people = {
  candidates: [
    candidate('systemuser', 'anna', 'anna@fabrikam.example'),
    candidate('contact', 'annas-contact', 'anna@fabrikam.example'),
    candidate('contact', 'carla', 'carla@customer.example'),
    candidate('lead', 'carlas-lead', 'CARLA@customer.example'),
  ],
  trackingUserId: 'anna',
};
const activity = (change: Partial<MeetingEvent> = {}) =>
  must(appointmentFor(meetingEvent(change), mine, people), 'the appointment');

describe('The appointment a meeting becomes (AP-20)', () => {
  test('has its content, cut to what the CRM’s columns take', () => {
    const long = activity({ subject: 'S'.repeat(300), location: 'L'.repeat(300) });
    expect([long.subject.length, long.location.length]).toEqual([200, 200]);
    expect(activity()).toMatchObject({ subject: 'Meeting', description: 'Agenda', series: null });
  });

  test.each<[MeetingEvent['showAs'], string]>([
    ['free', 'free'],
    ['tentative', 'tentative'],
    ['busy', 'busy'],
    ['oof', 'out-of-office'],
    ['workingElsewhere', 'free'],
  ])('shown as %s is %s (AP-21)', (showAs, status) => {
    expect(activity({ showAs }).status).toBe(status);
  });

  test('that was cancelled is cancelled in the CRM', () => {
    expect(activity({ isCancelled: true }).status).toBe('cancelled');
  });

  test('has one organizer, and every record of an attendee’s address (§1.5.2)', () => {
    expect(activity().parties.map(({ role, record }) => [role, record?.id])).toEqual([
      ['organizer', 'anna'],
      ['required', 'carla'],
      ['required', 'carlas-lead'],
    ]);
  });

  test('has an attendee nobody knows by the address, and the organizer but once', () => {
    const { parties } = activity({
      required: [{ name: 'Anna', address: 'ANNA@fabrikam.example' }],
      optional: [{ name: '', address: 'x@nowhere.example' }],
    });
    expect(parties).toEqual([
      expect.objectContaining({ role: 'organizer' }),
      { role: 'optional', address: 'x@nowhere.example', record: null },
    ]);
  });

  test('without an organizer has none (AP-25)', () => {
    expect(activity({ organizer: null }).parties[0]?.role).toBe('required');
    expect(addressesOfMeeting(meetingEvent({ organizer: null }))).toEqual([
      'carla@customer.example',
    ]);
  });

  test('is the tracking user’s, or the mailbox owner’s where a delegate tracks it (A-07)', () => {
    const shared = { regarding: null, mailboxAddress: 'Anna@fabrikam.example' };
    expect(activity().ownerId).toBeNull();
    expect(appointmentFor(meetingEvent(), shared, people)?.ownerId).toBe('anna');
  });

  test('says that it is private (AP-26)', () => {
    expect(activity({ isPrivate: true }).isPrivate).toBe(true);
  });
});
