import { ALICE, BENCE, NORA } from './users.ts';

/** A card of somebody's own, of a person the CRM does not know. */
export interface ContactFacts {
  owner: string;
  givenName: string;
  surname: string;
  companyName: string;
  jobTitle: string;
  address: string;
  phone: string;
  notes?: string;
}

type Line = readonly [
  givenName: string,
  surname: string,
  companyName: string,
  jobTitle: string,
  address: string,
  phone: string,
  notes?: string,
];

const cardsOf = (owner: { id: string }, lines: readonly Line[]): ContactFacts[] =>
  lines.map(([givenName, surname, companyName, jobTitle, address, phone, notes]) => ({
    ...{ owner: owner.id, givenName, surname, companyName, jobTitle, address, phone },
    ...(notes && { notes }),
  }));

/** Phone numbers are Ofcom's for drama, and of the range 555 in Budapest. */
export const CONTACTS: readonly ContactFacts[] = [
  ...cardsOf(ALICE, [
    [
      'Grace',
      'Pemberton',
      'Pemberton Lifting',
      'Managing Director',
      'grace.pemberton@pemberton-lifting.example',
      '+44 1632 960711',
      'Met at the Leeds fair. Asks for a quote in spring.',
    ],
    [
      'Tom',
      'Ashdown',
      'Ashdown Cold Storage',
      'Maintenance Manager',
      'tom.ashdown@ashdown-cold.example',
      '+44 1632 960712',
    ],
    ['Leila', 'Farrant', '', '', 'leila.farrant@mailbox.example', '+44 1632 960713'],
    [
      'Dominic',
      'Yardley',
      'Yardley & Sons Freight',
      'Dispatcher',
      'dispatch@yardley-freight.example',
      '+44 1632 960714',
      'Collects before noon only.',
    ],
  ]),
  ...cardsOf(BENCE, [
    [
      'Eszter',
      'Takács',
      'Takács Hűtéstechnika Kft.',
      'Ügyvezető',
      'takacs.eszter@takacs-hutes.example',
      '+36 1 555 1711',
      'A budapesti szakkiállításon ismertük meg egymást.',
    ],
    [
      'Gergő',
      'Sipos',
      'Sipos Gépipari Zrt.',
      'Karbantartási vezető',
      'sipos.gergo@sipos-gepipar.example',
      '+36 1 555 1712',
    ],
    ['Orsolya', 'Fülöp', '', '', 'fulop.orsolya@postaladam.example', '+36 1 555 1713'],
  ]),
  ...cardsOf(NORA, [
    [
      'Rachel',
      'Unwin',
      'Swift Parcel Couriers',
      'Account Manager',
      'rachel.unwin@swift-parcel.example',
      '+44 1632 960715',
      'For replacement parts that have to leave the same day.',
    ],
  ]),
];
