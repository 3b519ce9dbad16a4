import { normaliseAddress, sameAddress } from '../people/address.ts';
import { partiesIn } from '../mail/parties.ts';
import type { KnownPeople, Party } from '../mail/parties.ts';
import type { MailAddress } from '../mail/message.ts';
import type { MeetingEvent } from './meeting-event.ts';

type People = Pick<MeetingEvent, 'organizer' | 'required' | 'optional'>;

/** Exchange lists the organizer among the attendees as well. */
const others = (list: readonly MailAddress[], { organizer }: People): MailAddress[] =>
  list.filter(({ address }) => !sameAddress(address, organizer?.address ?? ''));

/** The people of a meeting as activity parties: one organizer, and the attendees (E-11, §1.5.2). */
export const attendeeParties = (meeting: People, people: KnownPeople): Party[] =>
  partiesIn(
    [
      { role: 'organizer', people: meeting.organizer ? [meeting.organizer] : [], isOne: true },
      { role: 'required', people: others(meeting.required, meeting) },
      { role: 'optional', people: others(meeting.optional, meeting) },
    ],
    people,
  );

/** Every address of a meeting, normalised, each once. */
export const addressesOfMeeting = ({ organizer, required, optional }: People): string[] => [
  ...new Set(
    [organizer, ...required, ...optional]
      .map((person) => normaliseAddress(person?.address ?? ''))
      .filter((address) => address !== ''),
  ),
];
