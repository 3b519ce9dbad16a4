import { COMPANIES } from './data/companies.ts';
import { FIRST_NAMES, JOB_TITLES, LAST_NAMES } from './data/names.ts';
import { ALICE, BENCE, MARTIN } from './data/users.ts';
import { at, guidOf, randomFor } from './random.ts';
import { addSpecialPeople } from './special-people.ts';
import type { Random } from './random.ts';
import type { Company, Language, Person } from './types.ts';

/** Five people a company on average: 200 over 40 companies. */
const PEOPLE_PER_COMPANY = 5;

/** 40 companies with 200 people. */
export function makeCompanies(seed: number): Company[] {
  const random = randomFor(seed, 'companies');
  const names = makeNames(random);
  const sizes = spreadEvenly(random, COMPANIES.length);
  const companies = COMPANIES.map((facts, index): Company => {
    const owner = facts.language === 'hu' ? BENCE.id : index % 6 === 5 ? MARTIN.id : ALICE.id;
    const company = {
      ...facts,
      id: guidOf(seed, `account/${index}`),
      phone: makePhone(random, facts.language),
      employees: random.between(2, 90) * 10,
      owner,
      address: `info@${facts.domain}`,
    };
    const people = Array.from({ length: at(sizes, index) }, (_, place) =>
      makePerson(random, company, guidOf(seed, `contact/${index}/${place}`), names),
    );
    return { ...company, people };
  });
  addSpecialPeople(companies);
  return companies;
}

export interface Name {
  first: string;
  last: string;
  name: string;
}

/** Names without repetition, in the order of the language. */
export function makeNames(random: Random): (language: Language) => Name {
  const sources = { en: makeNameSource(random, 'en'), hu: makeNameSource(random, 'hu') };
  return (language) => sources[language]();
}

export function makePhone(random: Random, language: Language): string {
  // Ranges that no one has: Ofcom's for drama, and 555 in Budapest.
  const digits = String(random.between(0, 999)).padStart(3, '0');
  return language === 'hu' ? `+36 1 555 1${digits}` : `+44 1632 960${digits}`;
}

/** `Ádám` becomes `adam`; an apostrophe stays, as it may in an address. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9'.-]/g, '');
}

function makeNameSource(random: Random, language: Language): () => Name {
  const firsts = random.shuffle(FIRST_NAMES[language]);
  const lasts = random.shuffle(LAST_NAMES[language]);
  let index = 0;
  return () => {
    const [first, last] = [at(firsts, index), at(lasts, index)];
    index += 1;
    return { first, last, name: language === 'hu' ? `${last} ${first}` : `${first} ${last}` };
  };
}

function makePerson(
  random: Random,
  company: Omit<Company, 'people'>,
  id: string,
  names: (language: Language) => Name,
): Person {
  const name = names(company.language);
  const parts = company.language === 'hu' ? [name.last, name.first] : [name.first, name.last];
  return {
    id,
    ...name,
    title: random.pick(JOB_TITLES[company.language]),
    address: `${parts.map(fold).join('.')}@${company.domain}`,
    secondAddress: null,
    phone: makePhone(random, company.language),
    isActive: true,
    owner: company.owner,
  };
}

/** Sizes that differ from company to company and have the right sum: what one gains another loses. */
function spreadEvenly(random: Random, count: number): number[] {
  const sizes = Array.from({ length: count }, () => PEOPLE_PER_COMPANY);
  for (let index = 0; index + 1 < count; index += 2) {
    const shift = random.between(0, 2);
    sizes[index] = PEOPLE_PER_COMPANY + shift;
    sizes[index + 1] = PEOPLE_PER_COMPANY - shift;
  }
  return sizes;
}
