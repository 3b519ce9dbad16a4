import type { Language } from '../types.ts';

/** A series as the working calendar keeps it; its first meeting is on the given working day. */
export type Rhythm = 'daily' | 'weekly' | 'fortnightly' | 'monthly';

export interface MeetingTemplate {
  subject: string;
  location: string;
  body: string;
  /** With people of a customer in the language given, or among ourselves. */
  with: Language | 'team' | 'contoso';
  minutes: number;
  rhythm?: Rhythm;
  isAllDay?: boolean;
}

const meeting = (
  subject: string,
  location: string,
  whom: MeetingTemplate['with'],
  minutes: number,
  body = '',
): MeetingTemplate => ({ subject, location, with: whom, minutes, body });

/** 25 meetings; five of them repeat. */
export const MEETINGS: readonly MeetingTemplate[] = [
  { ...meeting('Morning stand-up', 'Teams', 'team', 15), rhythm: 'daily' },
  {
    ...meeting('Sales meeting', 'Room Danube', 'team', 60, 'Pipeline, offers out, obstacles.'),
    rhythm: 'weekly',
  },
  {
    ...meeting(
      'Open service cases',
      'Room Thames',
      'team',
      45,
      'One case after the other, oldest first.',
    ),
    rhythm: 'weekly',
  },
  { ...meeting('Catch-up with Martin', 'Teams', 'team', 30), rhythm: 'fortnightly' },
  {
    ...meeting('Pipeline review', 'Room Danube', 'team', 90, 'Bring your forecast.'),
    rhythm: 'monthly',
  },
  { ...meeting('Company day', 'Head office', 'team', 1440), isAllDay: true },
  { ...meeting('Leeds Automation Fair', 'Leeds', 'team', 1440), isAllDay: true },
  meeting(
    'Contoso renewal: last questions',
    'Contoso, Wharf Road',
    'contoso',
    60,
    'Scope, price, term.',
  ),
  meeting('Contoso renewal: signing', 'Contoso, Wharf Road', 'contoso', 45),
  meeting('Offer walk-through', 'Teams', 'en', 45, 'Price list and delivery dates.'),
  meeting('Site visit', 'At the plant', 'en', 120, 'Helmets and shoes required.'),
  meeting('First call', 'Teams', 'en', 30),
  meeting('Installation planning', 'Teams', 'en', 60),
  meeting('Acceptance test', 'At the plant', 'en', 180),
  meeting('Yearly review of the frame contract', 'Room Thames', 'en', 90),
  meeting('Complaint: what we do next', 'Teams', 'en', 30),
  meeting('Ajánlat átbeszélése', 'Teams', 'hu', 45, 'Árlista, szállítási határidők.'),
  meeting('Helyszíni bejárás', 'Az üzemben', 'hu', 120, 'Védőfelszerelés kötelező.'),
  meeting('Bemutatkozó megbeszélés', 'Teams', 'hu', 30),
  meeting('Beüzemelés előkészítése', 'Teams', 'hu', 60),
  meeting('Átadás-átvétel', 'Az üzemben', 'hu', 180),
  meeting('Keretszerződés éves áttekintése', 'Duna tárgyaló', 'hu', 90),
  meeting('Panaszkezelés: következő lépések', 'Teams', 'hu', 30),
  meeting('Budget round', 'Room Danube', 'team', 120),
  meeting('Induction for Dorka', 'Room Thames', 'team', 60),
];
