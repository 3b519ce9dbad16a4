import { ALICE, BENCE, DORKA } from './data/users.ts';
import { at } from './random.ts';
import type { Company, Person } from './types.ts';

/**
 * People whose addresses make resolution interesting. Companies are numbered as in the data:
 * 0–21 abroad, 22–39 in Hungary; Contoso (0) stays plain, for the documentation.
 */
const SHARED_ADDRESS = [3, 25];
const TWINS = 5;
const INACTIVE = [6, 9, 27, 30];
const SECOND_ADDRESS = 8;
const INTERN_AS_CONTACT = 38;

/** Changes people in place; their number stays the same. */
export function addSpecialPeople(companies: Company[]): void {
  for (const index of SHARED_ADDRESS) shareAddress(at(companies, index));
  makeTwins(at(companies, TWINS));
  for (const index of INACTIVE) firstOf(companies, index).isActive = false;
  firstOf(companies, SECOND_ADDRESS).secondAddress = 'kingfisher.at.home@mailbox.example';
  makeInternAContact(firstOf(companies, INTERN_AS_CONTACT));
}

/** The contact whose address is also the account's. */
export const sharedAddressPeople = (companies: Company[]) =>
  SHARED_ADDRESS.map((index) => castOf(companies, index));

/** Two contacts have this one's address. */
export const twin = (companies: Company[]) => castOf(companies, TWINS);

export const inactivePeople = (companies: Company[]) =>
  INACTIVE.map((index) => castOf(companies, index));

/** Writes from `secondAddress`. */
export const personWithSecondAddress = (companies: Company[]) => castOf(companies, SECOND_ADDRESS);

function shareAddress(company: Company): void {
  const person = at(company.people, 0);
  person.address = company.address;
}

/** Two at one desk; one is Bence's, so that ownership decides who the sender is. */
function makeTwins(company: Company): void {
  const [older, newer] = [at(company.people, 0), at(company.people, 1)];
  older.address = `purchasing@${company.domain}`;
  newer.address = older.address;
  older.owner = ALICE.id;
  newer.owner = BENCE.id;
}

function makeInternAContact(person: Person): void {
  person.first = DORKA.givenName;
  person.last = DORKA.surname;
  person.name = DORKA.displayName;
  person.address = DORKA.mail;
}

const firstOf = (companies: Company[], index: number) => at(at(companies, index).people, 0);

function castOf(companies: Company[], index: number): { company: Company; person: Person } {
  const company = at(companies, index);
  return { company, person: at(company.people, 0) };
}
