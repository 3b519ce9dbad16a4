import { COMPLAINTS, PRODUCTS } from './data/catalogue.ts';
import { ALICE, BENCE, DORKA, MARTIN, NORA, SERVICE_MAILBOX, USERS } from './data/users.ts';
import { at } from './random.ts';
import {
  inactivePeople,
  personWithSecondAddress,
  sharedAddressPeople,
  twin,
} from './special-people.ts';
import type { Random } from './random.ts';
import type { Cast, Voice } from './data/thread-template.ts';
import type { Name } from './customers.ts';
import type { Company, Deal, DemoUser, Language, Person, Prospect, Ticket } from './types.ts';

/** One who writes and is written to. */
export interface Speaker {
  name: string;
  address: string;
  first: string;
  /** Lines below the name. Empty for letters that nobody signs. */
  signature: string[];
  isOurs: boolean;
  /** Where it differs from the thread's. */
  language?: Language;
}

/** The people of a thread and what it is about. */
export interface Scene {
  voices: Record<Voice, Speaker>;
  slots: Record<Slot, string>;
  quantity: number;
  /** Where ours keep it. */
  folder: string;
}

export type Slot = 'product' | 'quantity' | 'amount' | 'account' | 'case' | 'ticket' | 'weekday';

/** What the CRM knows, to take people and matters from. */
export interface World {
  companies: Company[];
  prospects: Prospect[];
  deals: Deal[];
  tickets: Ticket[];
  names: (language: Language) => Name;
}

/** Fills the parts of a thread. `turn` counts the threads of the same cast and language. */
export function makeScene(
  random: Random,
  world: World,
  part: { cast: Cast; language: Language; turn: number },
): Scene {
  const { language } = part;
  const facts = CASTING[part.cast](random, world, part);
  const rep = language === 'hu' ? BENCE : ALICE;
  const us = facts.owner ?? rep;
  return {
    voices: {
      us: facts.us ?? ours(us),
      them: facts.them ?? ours(us),
      second: facts.second ?? ours(rep),
      colleague: ours(us === NORA ? rep : rep === BENCE ? NORA : BENCE),
      manager: { ...ours(MARTIN), language: 'en' },
      intern: ours(DORKA),
    },
    folder: facts.folder ?? 'inbox',
    ...slotsOf(random, language, facts),
  };
}

interface Facts {
  owner?: DemoUser;
  /** Where none of ours speaks for us. */
  us?: Speaker;
  them?: Speaker;
  second?: Speaker;
  account?: string;
  deal?: Deal;
  ticket?: Ticket;
  folder?: string;
}

type Casting = (random: Random, world: World, part: { language: Language; turn: number }) => Facts;

const CASTING: Record<Cast, Casting> = {
  deal: (random, world, { language, turn }) => {
    const open = world.deals.slice(1).filter((deal) => deal.state === 'open');
    return dealFacts(random, at(inLanguage(open, language), turn));
  },
  contoso: (random, world) => dealFacts(random, at(world.deals, 0)),
  ticket: (random, world, { language, turn }) => {
    const active = world.tickets.filter((ticket) => ticket.state === 'active');
    const ticket = at(inLanguage(active, language), turn);
    return { ...peopleOf(random, ticket), owner: userOf(ticket.owner), ticket };
  },
  lead: (_, world, { language, turn }) => {
    const open = world.prospects.filter((p) => p.language === language && p.state === 'open');
    const prospect = at(open, turn);
    return { them: prospectSpeaker(prospect), account: prospect.companyName, folder: 'Leads' };
  },
  colleagues: () => ({}),
  'shared-address': (_, { companies }, { language }) =>
    personFacts(at(inLanguage(sharedAddressPeople(companies), language), 0)),
  twins: (_, { companies }) => personFacts(twin(companies)),
  inactive: (_, { companies }, { language, turn }) =>
    personFacts(at(inLanguage(inactivePeople(companies), language), turn)),
  'second-address': (_, { companies }) => {
    const { company, person } = personWithSecondAddress(companies);
    return personFacts({ company, person: { ...person, address: person.secondAddress ?? '' } });
  },
  stranger: (_, { names }, { language, turn }) => {
    const name = names(language);
    const host = language === 'hu' ? 'postaladam.example' : 'mailbox.example';
    const address = `${turn === 0 ? 'hello' : 'post'}.${turn + 7}@${host}`;
    return { them: { ...name, address, signature: [], isOurs: false } };
  },
  newsletter: (_, __, { language, turn }) => ({
    them: at(NEWSLETTERS[language], turn),
    folder: 'Newsletters',
  }),
  project: (random, world, { language }) => {
    const rep = language === 'hu' ? BENCE : ALICE;
    const own = world.deals.filter(({ state, owner }) => state === 'won' && owner === rep.id);
    // Every thread of a language is about the same project.
    const deal = at(inLanguage(own, language), 0);
    const projects = language === 'hu' ? 'Projektek' : 'Projects';
    return { ...dealFacts(random, deal), folder: `${projects}/${deal.company.name}` };
  },
  service: (random, world, { language, turn }) => {
    const active = world.tickets.filter((ticket) => ticket.state === 'active');
    const ticket = at(inLanguage(active, language), turn + 1);
    return { ...peopleOf(random, ticket), ticket, us: service };
  },
};

/** The shared mailbox speaks for everybody who works in it. */
const service: Speaker = {
  name: SERVICE_MAILBOX.displayName,
  address: SERVICE_MAILBOX.mail,
  first: SERVICE_MAILBOX.displayName,
  signature: ['+44 20 5550 0140'],
  isOurs: true,
};

const letter = (name: string, address: string): Speaker => ({
  name,
  address,
  first: '',
  signature: [],
  isOurs: false,
});

const NEWSLETTERS: Record<Language, Speaker[]> = {
  en: [
    letter('Plant & Process Weekly', 'letter@plant-process-weekly.example'),
    letter('Leeds Automation Fair', 'news@leeds-automation.example'),
  ],
  hu: [letter('Ipari Mérleg', 'hirlevel@ipari-merleg.example')],
};

const WEEKDAYS: Record<Language, string[]> = {
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
  hu: ['hétfőn', 'kedden', 'szerdán', 'csütörtökön', 'pénteken'],
};

function slotsOf(random: Random, language: Language, facts: Facts) {
  const quantity = random.between(2, 24);
  const product = random.pick(PRODUCTS);
  const amount = facts.deal?.amount ?? product.price * quantity;
  const slots: Record<Slot, string> = {
    product: facts.deal?.product ?? product[language],
    quantity: String(quantity),
    amount: money(amount, language),
    account: facts.account ?? 'Fabrikam',
    case: facts.ticket?.title ?? random.pick(COMPLAINTS[language]),
    ticket: facts.ticket?.number ?? '',
    weekday: random.pick(WEEKDAYS[language]),
  };
  return { slots, quantity };
}

function money(amount: number, language: Language): string {
  const format = new Intl.NumberFormat(language === 'hu' ? 'hu-HU' : 'en-GB');
  return language === 'hu' ? `${format.format(amount)} EUR` : `EUR ${format.format(amount)}`;
}

function dealFacts(random: Random, deal: Deal): Facts {
  return { ...peopleOf(random, deal), owner: userOf(deal.owner), deal };
}

/** The contact of a deal or case, and another active person of the same company. */
function peopleOf(random: Random, matter: { company: Company; contact: Person }): Facts {
  const { company, contact } = matter;
  const others = company.people.slice(1).filter((p) => p.isActive && p.address !== contact.address);
  return {
    them: personSpeaker(company, contact),
    second: personSpeaker(company, others.length > 0 ? random.pick(others) : contact),
    account: company.name,
  };
}

function personFacts({ company, person }: { company: Company; person: Person }): Facts {
  return { them: personSpeaker(company, person), account: company.name };
}

function personSpeaker(company: Company, person: Person): Speaker {
  const { name, address, first, title, phone } = person;
  return { name, address, first, signature: [title, company.name, phone], isOurs: false };
}

function prospectSpeaker({ name, address, first, title, companyName, phone }: Prospect): Speaker {
  return { name, address, first, signature: [title, companyName, phone], isOurs: false };
}

function ours({ displayName, mail, givenName, jobTitle, phone }: DemoUser): Speaker {
  const signature = [jobTitle, 'Fabrikam', phone];
  return { name: displayName, address: mail, first: givenName, signature, isOurs: true };
}

function userOf(id: string): DemoUser {
  return USERS.find((user) => user.id === id) ?? ALICE;
}

function inLanguage<T extends { company: Company }>(items: T[], language: Language): T[] {
  return items.filter(({ company }) => company.language === language);
}
