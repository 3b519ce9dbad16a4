import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { blanksOf, toColumns, toOutlook } from '../../../src/domain/contacts/contact-map.ts';
import { fieldMap } from '../../../src/domain/contacts/field-map.ts';
import type { OutlookContact } from '../../../src/domain/contacts/outlook-contact.ts';

type Parts = Pick<OutlookContact, 'fields' | 'places'>;

const contact = (fields: Parts['fields'] = {}, places: Parts['places'] = {}): Parts => ({
  fields,
  places,
});

const place = (city: string) => ({
  street: `${city} street 1`,
  city,
  state: '',
  postalCode: '',
  country: 'Hungary',
});

/** Text as people write it: short, without blanks at its ends or line ends. */
const word = fc.stringMatching(/^[A-Za-zÁÉÍÓÖŐÚÜŰáéíóöőúüű0-9@.+-]{1,10}$/);

const day = fc
  .date({ min: new Date('1800-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));

const anyPlace = fc.record({
  street: fc.array(word, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n')),
  city: word,
  state: word,
  postalCode: word,
  country: word,
});

const anyContact: fc.Arbitrary<Parts> = fc.record({
  fields: fc.record(
    Object.fromEntries(fieldMap.map(({ field, kind }) => [field, kind === 'day' ? day : word])),
    { requiredKeys: [] },
  ),
  places: fc.record({ business: anyPlace, home: anyPlace, other: anyPlace }, { requiredKeys: [] }),
});

describe('The field map of contacts', () => {
  test('What fits comes back as it was, all three addresses among it (§1.4.8, CT-06)', () => {
    fc.assert(
      fc.property(anyContact, (given) => {
        const back = toOutlook(toColumns(given, 'three'), { company: '', option: 'three' });
        expect(back).toEqual(given);
      }),
    );
  });

  test('Every field has one column, and every column one field', () => {
    expect(new Set(fieldMap.map(({ field }) => field)).size).toBe(fieldMap.length);
    expect(new Set(fieldMap.map(({ column }) => column)).size).toBe(fieldMap.length);
  });

  test('No value is longer than its column', () => {
    const any = fc.record(
      Object.fromEntries(fieldMap.map(({ field }) => [field, fc.string({ maxLength: 3_000 })])),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(any, (fields) => {
        const columns = toColumns(contact(fields));
        for (const { column, length } of fieldMap) {
          expect((columns[column] ?? '').length).toBeLessThanOrEqual(length);
        }
      }),
    );
  });

  test('By default the mailing address alone is the CRM’s first: business, else home, else other (CT-06)', () => {
    const columns = toColumns(contact({}, { home: place('Pécs'), other: place('Vác') }));
    expect(columns).toEqual({
      address1_line1: 'Pécs street 1',
      address1_city: 'Pécs',
      address1_country: 'Hungary',
    });
    const business = toColumns(contact({}, { business: place('Győr'), home: place('Pécs') }));
    expect(business['address1_city']).toBe('Győr');
  });

  test('With three addresses each has its own (CT-06)', () => {
    const places = { business: place('Győr'), home: place('Pécs'), other: place('Vác') };
    const columns = toColumns(contact({}, places), 'three');
    expect([1, 2, 3].map((number) => columns[`address${number}_city`])).toEqual([
      'Győr',
      'Pécs',
      'Vác',
    ]);
  });

  test('A street of more lines than the CRM has keeps the rest in the last', () => {
    const street = 'Block A\nStair 2\nFloor 3\nDoor 4';
    const columns = toColumns(contact({}, { business: { ...place('Győr'), street } }));
    expect([
      columns['address1_line1'],
      columns['address1_line2'],
      columns['address1_line3'],
    ]).toEqual(['Block A', 'Stair 2', 'Floor 3, Door 4']);
  });

  test('Half an address or number is left out; a long text is cut', () => {
    const columns = toColumns(
      contact({
        email1: `${'a'.repeat(95)}@x.example`,
        mobilePhone: '1'.repeat(51),
        notes: 'n'.repeat(2_500),
      }),
    );
    expect(columns).toEqual({ description: 'n'.repeat(2_000) });
  });

  test('A birthday without a year, which Outlook writes as 1604, stays in Outlook', () => {
    expect(toColumns(contact({ birthday: '1604-05-04', anniversary: '2010-06-05' }))).toEqual({
      anniversary: '2010-06-05',
    });
  });

  test('The company is the parent account’s name, never a column of its own (CT-08)', () => {
    expect(toColumns(contact({ companyName: 'Contoso' }))).toEqual({});
    expect(toOutlook({ lastname: 'Nagy' }, { company: 'Contoso' }).fields).toEqual({
      surname: 'Nagy',
      companyName: 'Contoso',
    });
  });

  test('At first sight only blanks are filled', () => {
    expect(blanksOf({ jobtitle: 'Tailor', lastname: 'Else' }, { lastname: 'Nagy' })).toEqual({
      jobtitle: 'Tailor',
    });
  });
});
