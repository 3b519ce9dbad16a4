import type { DemoUser } from '../types.ts';

const ourAddress = (local: string) => `${local}@fabrikam.example`;

/** A sales representative for customers abroad. */
export const ALICE: DemoUser = {
  id: '5f0a1c1e-6b0d-4c55-9d1e-2a7b8c3d0001',
  displayName: 'Alice Harper',
  givenName: 'Alice',
  surname: 'Harper',
  mail: ourAddress('alice.harper'),
  jobTitle: 'Sales Representative',
  preferredLanguage: 'en-US',
  timeZone: 'Europe/London',
  roles: ['Salesperson'],
  phone: '+44 20 5550 0141',
};

/** A sales representative for Hungary. */
export const BENCE: DemoUser = {
  id: '5f0a1c1e-6b0d-4c55-9d1e-2a7b8c3d0002',
  displayName: 'Kovács Bence',
  givenName: 'Bence',
  surname: 'Kovács',
  mail: ourAddress('kovacs.bence'),
  jobTitle: 'Értékesítési képviselő',
  preferredLanguage: 'hu-HU',
  timeZone: 'Europe/Budapest',
  roles: ['Salesperson'],
  phone: '+36 1 555 0142',
};

/** Answers complaints in both languages. */
export const NORA: DemoUser = {
  id: '5f0a1c1e-6b0d-4c55-9d1e-2a7b8c3d0003',
  displayName: 'Szűcs Nóra',
  givenName: 'Nóra',
  surname: 'Szűcs',
  mail: ourAddress('szucs.nora'),
  jobTitle: 'Customer Service Agent',
  preferredLanguage: 'en-US',
  timeZone: 'Europe/Budapest',
  roles: ['Customer Service Representative'],
  phone: '+36 1 555 0143',
};

/** Leads sales and administers the CRM. */
export const MARTIN: DemoUser = {
  id: '5f0a1c1e-6b0d-4c55-9d1e-2a7b8c3d0004',
  displayName: 'Martin Ellery',
  givenName: 'Martin',
  surname: 'Ellery',
  mail: ourAddress('martin.ellery'),
  jobTitle: 'Sales Manager',
  preferredLanguage: 'en-US',
  timeZone: 'Europe/London',
  roles: ['System Administrator'],
  phone: '+44 20 5550 0144',
};

/** May do little in the CRM, and is a contact there as well. */
export const DORKA: DemoUser = {
  id: '5f0a1c1e-6b0d-4c55-9d1e-2a7b8c3d0005',
  displayName: 'Vass Dorka',
  givenName: 'Dorka',
  surname: 'Vass',
  mail: ourAddress('vass.dorka'),
  jobTitle: 'Gyakornok',
  preferredLanguage: 'hu-HU',
  timeZone: 'Europe/Budapest',
  roles: ['Limited'],
  phone: '+36 1 555 0145',
};

export const USERS: readonly DemoUser[] = [ALICE, BENCE, NORA, MARTIN, DORKA];

/** A mailbox that is nobody's own: its account cannot sign in. */
export const SERVICE_MAILBOX = {
  id: '5f0a1c1e-6b0d-4c55-9d1e-2a7b8c3d0010',
  displayName: 'Fabrikam Service',
  mail: ourAddress('service'),
} as const;

/** Who works in it, and what each may do there. */
export const SERVICE_DELEGATES = [
  { user: NORA, rights: ['fullAccess', 'sendAs'] },
  { user: ALICE, rights: ['fullAccess', 'sendOnBehalf'] },
] as const;
