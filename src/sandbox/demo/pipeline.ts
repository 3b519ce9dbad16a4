import { COMPLAINTS, LEAD_SUBJECTS, PRODUCTS } from './data/catalogue.ts';
import { CONTOSO, PROSPECT_COMPANIES } from './data/companies.ts';
import { JOB_TITLES } from './data/names.ts';
import { ALICE, BENCE, MARTIN, NORA } from './data/users.ts';
import { fold, makeNames, makePhone } from './customers.ts';
import { at, guidOf, randomFor } from './random.ts';
import { workingDay, workingTime } from './working-time.ts';
import type { Random } from './random.ts';
import type { Company, Deal, Language, Person, Prospect, Ticket } from './types.ts';

const LEADS = 30;
const DEALS = 60;
const CASES = 40;
/** Working minutes in about four weeks. */
const A_MONTH = 10_000;

/** 30 leads, half of them Hungarian; two in three are open. */
export function makeProspects(seed: number): Prospect[] {
  const random = randomFor(seed, 'leads');
  const names = makeNames(random);
  return Array.from({ length: LEADS }, (_, index) => {
    const language: Language = index % 2 === 0 ? 'en' : 'hu';
    const name = names(language);
    const companyName = at(PROSPECT_COMPANIES[language], Math.floor(index / 2));
    const product = random.pick(PRODUCTS)[language];
    return {
      id: guidOf(seed, `lead/${index}`),
      ...name,
      title: random.pick(JOB_TITLES[language]),
      address: `${fold(name.first)}@${companyDomain(companyName)}`,
      phone: makePhone(random, language),
      companyName,
      subject: random.pick(LEAD_SUBJECTS[language]).replace('{product}', product),
      language,
      state: index % 6 === 4 ? 'qualified' : index % 6 === 5 ? 'disqualified' : 'open',
      owner: language === 'hu' ? BENCE.id : ALICE.id,
    };
  });
}

/** 60 opportunities: the Contoso renewal, and others open, won and lost. */
export function makeDeals(seed: number, now: Date, companies: Company[]): Deal[] {
  const random = randomFor(seed, 'opportunities');
  return Array.from({ length: DEALS }, (_, index) =>
    index === 0
      ? contosoRenewal(seed, now, companies)
      : makeDeal(random, guidOf(seed, `opportunity/${index}`), index, now, companies),
  );
}

/** 40 cases with the ticket numbers of Dynamics; three in five are active. */
export function makeTickets(seed: number, now: Date, companies: Company[]): Ticket[] {
  const random = randomFor(seed, 'cases');
  return Array.from({ length: CASES }, (_, index): Ticket => {
    const company = random.pick(companies);
    const suffix = guidOf(seed, `ticket/${index}`).slice(0, 6).toUpperCase();
    return {
      id: guidOf(seed, `incident/${index}`),
      number: `CAS-${String(1000 + index).padStart(5, '0')}-${suffix}`,
      title: at(COMPLAINTS[company.language], index),
      company,
      contact: activePerson(random, company),
      state: index % 5 < 3 ? 'active' : index % 10 === 9 ? 'cancelled' : 'resolved',
      priority: random.pick([1, 2, 2, 2, 3] as const),
      created: workingTime(now, random.between(60, A_MONTH)),
      owner: random.chance(0.85) ? NORA.id : MARTIN.id,
    };
  });
}

function contosoRenewal(seed: number, now: Date, companies: Company[]): Deal {
  const company = companies.find(({ name }) => name === CONTOSO) ?? at(companies, 0);
  return {
    id: guidOf(seed, 'opportunity/0'),
    name: 'Contoso renewal',
    product: 'calibration service',
    company,
    contact: at(company.people, 0),
    amount: 48_000,
    stage: 3,
    state: 'open',
    closes: workingDay(now, 15, 0),
    owner: ALICE.id,
  };
}

function makeDeal(
  random: Random,
  id: string,
  index: number,
  now: Date,
  companies: Company[],
): Deal {
  // The first round gives every customer a deal.
  const company = index < companies.length ? at(companies, index) : random.pick(companies);
  const product = random.pick(PRODUCTS);
  const title = product[company.language];
  const state = index % 3 > 0 ? 'open' : index % 2 === 0 ? 'won' : 'lost';
  return {
    id,
    name: `${company.name}: ${title}`,
    product: title,
    company,
    contact: activePerson(random, company),
    amount: product.price * random.between(1, 12),
    stage: state === 'open' ? random.pick([1, 2, 2, 3, 3, 4] as const) : 4,
    state,
    closes: workingDay(now, state === 'open' ? random.between(3, 80) : -random.between(1, 60), 0),
    owner: company.owner,
  };
}

/** Somebody who can be written to without surprises: active, and alone with the address. */
function activePerson(random: Random, company: Company): Person {
  const addresses = [company.address, ...company.people.map(({ address }) => address)];
  const isAlone = ({ address }: Person) => addresses.filter((a) => a === address).length === 1;
  return random.pick(company.people.slice(1).filter((p) => p.isActive && isAlone(p)));
}

function companyDomain(name: string): string {
  const words = name.replace(/ (Kft|Zrt|Bt)\.$/, '').split(' ');
  return `${words.map(fold).join('-')}.example`;
}
