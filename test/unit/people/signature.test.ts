import { describe, expect, test } from '@jest/globals';
import { readSignature, type Signature } from '../../../src/domain/people/signature/signature.ts';

interface Case {
  title: string;
  name: string;
  address: string;
  text: string;
  expected: Partial<Signature>;
}

const cases: Case[] = [
  {
    title: 'a plain English one',
    name: 'Anna Smith',
    address: 'anna.smith@fabrikam.com',
    text: `Hi Mia,

please send us the offer by Friday.

Kind regards,
Anna Smith
Head of Procurement
Fabrikam Ltd
10 High Street, London EC1A 1BB
Tel: +44 (0)20 7946 0123
Mobile: +44 7700 900123
www.fabrikam.com`,
    expected: {
      jobTitle: 'Head of Procurement',
      company: 'Fabrikam Ltd',
      phone: '+44 (0)20 7946 0123',
      mobile: '+44 7700 900123',
      website: 'www.fabrikam.com',
      street: '10 High Street',
      city: 'London',
      postalCode: 'EC1A 1BB',
    },
  },
  {
    title: 'a plain Hungarian one',
    name: 'Kovács Bence',
    address: 'kovacs.bence@epitok.hu',
    text: `Kedves Mia!

Csatolom az ajánlatot.

Üdvözlettel,

Kovács Bence
értékesítési vezető

Építők Kft.
1117 Budapest, Infopark sétány 1.
Tel.: +36 1 234 5678
Mobil: +36 30 123 4567
E-mail: kovacs.bence@epitok.hu
Web: www.epitok.hu`,
    expected: {
      jobTitle: 'értékesítési vezető',
      company: 'Építők Kft.',
      phone: '+36 1 234 5678',
      mobile: '+36 30 123 4567',
      website: 'www.epitok.hu',
      street: 'Infopark sétány 1.',
      city: 'Budapest',
      postalCode: '1117',
    },
  },
  {
    title: 'one on a single line',
    name: 'Tom Baker',
    address: 'tom@northwind.example',
    text: `See attached.

Best
Tom Baker | Sales Manager | Northwind Traders Inc. | M +1 (425) 555-0100 | northwind.example`,
    expected: {
      jobTitle: 'Sales Manager',
      company: 'Northwind Traders Inc.',
      website: 'northwind.example',
    },
  },
  {
    title: 'one after two dashes, with an American address',
    name: 'Grace Lee',
    address: 'grace@acme-widgets.com',
    text: `Thanks for the call. My number is below.

--
Grace Lee, VP Operations
Acme Widgets
350 Fifth Avenue, New York, NY 10118
o: (212) 555-0134
c: (917) 555-0188`,
    expected: {
      jobTitle: 'VP Operations',
      company: 'Acme Widgets',
      phone: '(212) 555-0134',
      mobile: '(917) 555-0188',
      street: '350 Fifth Avenue',
      city: 'New York',
      postalCode: '10118',
    },
  },
  {
    title: 'that of the newest mail alone',
    name: 'Nagy Éva',
    address: 'eva.nagy@bt.example',
    text: `Rendben, köszönöm!

Üdv,
Nagy Éva
06 20 987 6543

Feladó: Mia Novak <mia@contoso.com>
Elküldve: 2026. november 20.
Mia Novak
Sales Director
Contoso Ltd
+36 1 999 9999`,
    expected: { mobile: '06 20 987 6543', phone: '', jobTitle: '', company: '' },
  },
  {
    title: 'without the legal text below it',
    name: 'Péter Tóth',
    address: 'toth@ugyvedek.hu',
    text: `Tisztelettel:
dr. Tóth Péter
ügyvéd
Tóth és Társai Ügyvédi Iroda
H-1054 Budapest, Szabadság tér 7. II. em.
T: +36 1 301 0000
Adószám: 12345678-2-41

Ez az e-mail bizalmas információt tartalmaz, hívja a +36 1 888 8888 számot.`,
    expected: {
      jobTitle: 'ügyvéd',
      phone: '+36 1 301 0000',
      mobile: '',
      city: 'Budapest',
      postalCode: '1054',
      street: 'Szabadság tér 7. II. em.',
    },
  },
  {
    title: 'a German one, with the country',
    name: 'Jürgen Maier',
    address: 'j.maier@werk.de',
    text: `Mit freundlichen Grüßen
Jürgen Maier
Sales Engineer

Werk GmbH
Hauptstraße 5, 80331 München
Germany
Tel. +49 89 123456-0
Fax +49 89 123456-99
https://www.werk.de/kontakt`,
    expected: {
      jobTitle: 'Sales Engineer',
      company: 'Werk GmbH',
      phone: '+49 89 123456-0',
      mobile: '',
      website: 'https://www.werk.de/kontakt',
      street: 'Hauptstraße 5',
      postalCode: '80331',
      city: 'München',
      country: 'Germany',
    },
  },
  {
    title: 'title and company in one line',
    name: 'Sara Olsen',
    address: 'sara@tailspin.example',
    text: `Cheers,
Sara Olsen
Product Manager at Tailspin Toys
linkedin.com/in/saraolsen
https://www.linkedin.com/in/saraolsen`,
    expected: { jobTitle: 'Product Manager', company: 'Tailspin Toys', website: '' },
  },
  {
    title: 'an address on two lines',
    name: 'Ian Reed',
    address: 'ian@gmail.com',
    text: `Regards,
Ian Reed
Consultant
Litware Limited
22 Castle Road
Leeds LS1 4AP
United Kingdom`,
    expected: {
      jobTitle: 'Consultant',
      company: 'Litware Limited',
      street: '22 Castle Road',
      city: 'Leeds',
      postalCode: 'LS1 4AP',
      country: 'United Kingdom',
    },
  },
  {
    title: 'a phone’s own line',
    name: 'Max Power',
    address: 'max@gmail.com',
    text: `ok, see you at 10

Sent from my iPhone`,
    expected: { phone: '', mobile: '', jobTitle: '', company: '', website: '', street: '' },
  },
  {
    title: 'numbers that are no phones',
    name: 'Lili Varga',
    address: 'lili@cegem.hu',
    text: `Köszönettel,
Varga Lili
könyvelő
Cégem Zrt.
Cégjegyzékszám: 01-10-123456
Bankszámla: 11700000-12345678-00000000
IBAN: HU42 1177 3016 1111 1018 0000 0000`,
    expected: { phone: '', mobile: '', jobTitle: 'könyvelő', company: 'Cégem Zrt.' },
  },
  {
    title: 'a Hungarian title before a mobile without label',
    name: 'Balogh Réka',
    address: 'reka@webes.hu',
    text: `Szia!

Hívj bátran.

Üdvözlettel:
Balogh Réka
ügyvezető igazgató | Webes Stúdió Bt.
+36 (70) 555-1234 | webes.hu`,
    expected: {
      jobTitle: 'ügyvezető igazgató',
      company: 'Webes Stúdió Bt.',
      mobile: '+36 (70) 555-1234',
      website: 'webes.hu',
    },
  },
];

describe('A signature (UI-10)', () => {
  test.each(cases)('is read: $title', ({ name, address, text, expected }) => {
    expect(readSignature(text, { name, address })).toMatchObject(expected);
  });

  test('that is not there says nothing', () => {
    const nothing = readSignature('', { name: '', address: '' });
    expect(Object.values(nothing).every((value) => value === '')).toBe(true);
  });

  test('of a hostile mail is read in no time', () => {
    const text = `${'1 '.repeat(50_000)}\n${'a.'.repeat(50_000)}\n${'<'.repeat(20_000)}`;
    const before = performance.now();
    readSignature(text, { name: 'A B', address: 'a@b.example' });
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});
