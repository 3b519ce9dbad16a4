import type { Guide, Stop } from './stops.ts';

async function openMeeting({ tour, mailbox }: Guide, subject: string): Promise<void> {
  await tour.item(await mailbox.meeting(subject));
  await tour.status('status.not-tracked', 'status.tracked');
}

/** Meetings of the calendar; phones offer the add-in to attendees alone, to log them. */
export const meetingStops: readonly Stop[] = [
  {
    name: 'meeting-organizer',
    isDesktopOnly: true,
    isAlone: true,
    go: async (guide) => {
      await openMeeting(guide, 'Signing of the renewal');
      await guide.tour.shown('meeting.organizer');
    },
  },
  {
    name: 'meeting-series',
    isDesktopOnly: true,
    isAlone: true,
    go: async (guide) => {
      await openMeeting(guide, 'Sales meeting');
      await guide.tour.shown('meeting.series');
    },
  },
  {
    name: 'meeting-attendee',
    isAlone: true,
    go: async (guide) => {
      await openMeeting(guide, 'Morning stand-up');
      await guide.tour.shown('meeting.attendee');
    },
  },
  {
    name: 'meeting-logged',
    isPhoneOnly: true,
    go: async ({ tour }) => {
      await tour.button('action.track').click();
      await tour.button('log.close').waitFor();
    },
  },
];
