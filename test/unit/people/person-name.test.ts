import { describe, expect, test } from '@jest/globals';
import { isCompany, personName } from '../../../src/domain/people/person-name.ts';
import { companyDomainOf, isPublicDomain } from '../../../src/domain/people/public-domains.ts';

const split = (display: string, { address = 'x@acme.com', language = 'en-US' } = {}): string => {
  const { firstName, lastName } = personName(display, address, language);
  return `${firstName} / ${lastName}`;
};

describe('First and last name (UI-10)', () => {
  test.each([
    ['Bence Kovács', 'Bence / Kovács'],
    ['Kovács, Bence', 'Bence / Kovács'],
    ['KOVÁCS Bence', 'Bence / Kovács'],
    ['Anna Maria Smith', 'Anna Maria / Smith'],
    ['Ludwig van Beethoven', 'Ludwig / van Beethoven'],
    ['Vincent van der Berg', 'Vincent / van der Berg'],
    ['Dr. Jane Doe', 'Jane / Doe'],
    ['Jane Doe, PhD', 'Jane / Doe'],
    ['Doe, Jane (Contoso)', 'Jane / Doe'],
    ['Jane Doe | Contoso Ltd', 'Jane / Doe'],
    ['Jane Doe via LinkedIn', 'Jane / Doe'],
    ['"Jane Doe"', 'Jane / Doe'],
    ['SMITH, JOHN', 'John / Smith'],
    ['Cher', ' / Cher'],
    ['Kovács Bence', 'Bence / Kovács'],
    ['Nagy Anna Mária', 'Anna Mária / Nagy'],
    ['dr. Szabóné Kiss Ágnes', 'Ágnes / Szabóné Kiss'],
  ])('of “%s” are %s', (display, expected) => {
    expect(split(display)).toBe(expected);
  });

  test('follow the surname-first order where people write so and nothing else tells', () => {
    expect(split('Xyz Abcd', { language: 'hu-HU' })).toBe('Abcd / Xyz');
    expect(split('Xyz Abcd', { address: 'x@cegem.hu' })).toBe('Abcd / Xyz');
    expect(split('Xyz Abcd')).toBe('Xyz / Abcd');
  });

  test('keep Western order in a Hungarian mailbox where the given name says so', () => {
    expect(split('Bence Kovács', { language: 'hu-HU' })).toBe('Bence / Kovács');
  });

  test('come from the address where there is no name', () => {
    const from = (address: string): string => split(address, { address });
    expect(from('bence.kovacs@acme.com')).toBe('Bence / Kovacs');
    expect(from('info@acme.com')).toBe(' / ');
    expect(from('bk77@acme.com')).toBe(' / ');
  });

  test('are not made of a company’s name', () => {
    expect(isCompany('Fabrikam Kft.')).toBe(true);
    expect(isCompany('Acme GmbH')).toBe(true);
    expect(isCompany('Anna Smith')).toBe(false);
    expect(split('Fabrikam Kft.', { address: 'info@fabrikam.hu' })).toBe(' / ');
  });
});

describe('The domain of a company', () => {
  test('is that of the address, unless anybody may have one there', () => {
    expect(companyDomainOf('Anna@Acme.Example')).toBe('acme.example');
    expect(companyDomainOf('anna@gmail.com')).toBe('');
    expect(companyDomainOf('anna@citromail.hu')).toBe('');
    expect(companyDomainOf('anna@localhost')).toBe('');
    expect(companyDomainOf('')).toBe('');
    expect(isPublicDomain('yahoo.co.uk')).toBe(true);
    expect(isPublicDomain('notyahoo.com')).toBe(false);
  });
});
