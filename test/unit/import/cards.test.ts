import { describe, expect, test } from '@jest/globals';
import { readCards } from '../../../src/sandbox/import/cards.ts';

const card = (version: string, ...lines: string[]) =>
  ['BEGIN:VCARD', `VERSION:${version}`, ...lines, 'END:VCARD', ''].join('\r\n');

function only(text: string) {
  const [found, more] = readCards(text);
  if (!found || more || 'reason' in found) throw new Error('Not exactly one card.');
  return found.item;
}

describe('A contact card', () => {
  test.each(['3.0', '4.0'])('of version %s becomes a Graph contact', (version) => {
    const text = card(
      version,
      'N:Tóth;Réka;Anna;Dr.;PhD',
      'FN:Dr. Tóth Réka',
      'ORG:Kerekes Gépgyár;Karbantartás',
      'TITLE:Mérnök',
      'item1.EMAIL;TYPE=INTERNET,WORK:toth.reka@shop.example',
      'EMAIL:reka@home.example',
      'TEL;TYPE=WORK,VOICE:+36 1 555 1000',
      'TEL;TYPE=CELL:+36 20 555 1001',
      'TEL;TYPE=HOME:+36 1 555 1002',
      'TEL;TYPE=FAX:+36 1 555 1003',
      'ADR;TYPE=WORK:;;Gyár utca 12.;Kecskemét;;6000;Magyarország',
      'BDAY:1980-02-03',
      'URL:https://shop.example',
      'NOTE:Likes\\, tea',
      'CATEGORIES:Customer,Plant',
    );
    expect(only(text)).toEqual({
      surname: 'Tóth',
      givenName: 'Réka',
      middleName: 'Anna',
      title: 'Dr.',
      generation: 'PhD',
      displayName: 'Dr. Tóth Réka',
      companyName: 'Kerekes Gépgyár',
      department: 'Karbantartás',
      jobTitle: 'Mérnök',
      emailAddresses: [
        { address: 'toth.reka@shop.example', name: 'Dr. Tóth Réka' },
        { address: 'reka@home.example', name: 'Dr. Tóth Réka' },
      ],
      businessPhones: ['+36 1 555 1000'],
      mobilePhone: '+36 20 555 1001',
      homePhones: ['+36 1 555 1002'],
      businessAddress: {
        street: 'Gyár utca 12.',
        city: 'Kecskemét',
        postalCode: '6000',
        countryOrRegion: 'Magyarország',
      },
      birthday: '1980-02-03T00:00:00Z',
      businessHomePage: 'https://shop.example',
      personalNotes: 'Likes, tea',
      categories: ['Customer', 'Plant'],
    });
  });

  test('of version 2.1 with quoted-printable, bare types, a picture and a card inside', () => {
    const text = card(
      '2.1',
      'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:T=C3=B3th;R=C3=A9=',
      'ka',
      'TEL;CELL;VOICE:+36 20 555 1001',
      'ADR;HOME;CHARSET=ISO-8859-2;QUOTED-PRINTABLE:;;K=F5b=E1nyai =FAt;Budapest',
      'PHOTO;JPEG;BASE64:',
      ' AAAA',
      'BBBB==',
      '',
      'AGENT:',
      'BEGIN:VCARD',
      'VERSION:2.1',
      'N:Inner;Card',
      'TITLE:Assistant',
      'END:VCARD',
      'EMAIL;INTERNET;PREF:reka@shop.example',
    );
    expect(only(text)).toEqual({
      surname: 'Tóth',
      givenName: 'Réka',
      displayName: 'Réka Tóth',
      emailAddresses: [{ address: 'reka@shop.example', name: 'reka@shop.example' }],
      mobilePhone: '+36 20 555 1001',
      homeAddress: { street: 'Kőbányai út', city: 'Budapest' },
    });
  });

  test('with nothing but an address or a company is named by it', () => {
    expect(only(card('3.0', 'EMAIL:a@b.example'))['displayName']).toBe('a@b.example');
    expect(only(card('3.0', 'ORG:Fabrikam'))['displayName']).toBe('Fabrikam');
  });

  test('with more than three addresses keeps three', () => {
    const addresses = [1, 2, 3, 4].map((n) => `EMAIL:${n}@b.example`);
    expect(only(card('3.0', 'FN:X', ...addresses))['emailAddresses']).toHaveLength(3);
  });
});

describe('A file of cards', () => {
  test('gives each card by itself, so that a broken one leaves the others alone', () => {
    const found = readCards(
      card('3.0', 'FN:One') + card('3.0', 'NOTE:nobody') + card('3.0', 'FN:Three'),
    );
    expect(found).toMatchObject([
      { label: 'card 1', item: { displayName: 'One' } },
      { label: 'card 2', reason: 'It has no name, company or address.' },
      { label: 'card 3', item: { displayName: 'Three' } },
    ]);
  });

  test('that breaks off names the card that does not end', () => {
    const found = readCards(`${card('3.0', 'FN:One')}BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Two`);
    expect(found.at(-1)).toEqual({ label: 'card 2', reason: 'The card does not end.' });
  });

  test('without a card, or in an unknown character set, has a reason', () => {
    expect(() => readCards('Hello')).toThrow('It holds no contact card.');
    const unknown = card('2.1', 'N;CHARSET=KLINGON;ENCODING=QUOTED-PRINTABLE:=41');
    expect(readCards(unknown)).toMatchObject([
      { reason: 'Its character set is unknown, "KLINGON".' },
    ]);
  });
});
