import { CONTACTS, type ContactFacts } from './data/contacts.ts';
import { TASKS, type TaskFacts } from './data/tasks.ts';
import { ALICE, BENCE } from './data/users.ts';
import { at } from './random.ts';
import { workingDay } from './working-time.ts';
import type { Company, DemoContact, DemoTask, DemoUser, Person } from './types.ts';

/** People of the CRM whose cards somebody has in Outlook as well: place of company and person. */
const KNOWN: readonly [owner: DemoUser, company: number, person: number][] = [
  [ALICE, 0, 1],
  [ALICE, 1, 1],
  [BENCE, 22, 1],
  [BENCE, 23, 1],
];

interface Card {
  givenName: string;
  surname: string;
  companyName: string;
  jobTitle: string;
  address: string;
  phone: string;
  notes?: string | undefined;
}

function contactOf(owner: string, { address, phone, notes, ...names }: Card): DemoContact {
  const displayName = `${names.givenName} ${names.surname}`;
  return {
    owner,
    contact: {
      ...names,
      displayName,
      emailAddresses: [{ name: displayName, address }],
      businessPhones: [phone],
      ...(notes && { personalNotes: notes }),
    },
  };
}

const cardOf = ({ first, last, title, address, phone }: Person, company: Company): Card => ({
  givenName: first,
  surname: last,
  companyName: company.name,
  jobTitle: title,
  address,
  phone,
});

const ownCard = ({ owner, ...card }: ContactFacts): DemoContact => contactOf(owner, card);

/** Outlook's contacts of three of us: some the CRM knows, others it does not. */
export function makeOutlookContacts(companies: Company[]): DemoContact[] {
  const known = KNOWN.map(([owner, place, person]) => {
    const company = at(companies, place);
    return contactOf(owner.id, cardOf(at(company.people, person), company));
  });
  return [...known, ...CONTACTS.map(ownCard)];
}

const dayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

function weekly(day: Date): object {
  const startDate = day.toISOString().slice(0, 10);
  const daysOfWeek = [at(dayNames, day.getUTCDay())];
  return {
    pattern: { type: 'weekly', interval: 1, daysOfWeek },
    range: { type: 'noEnd', startDate },
  };
}

function taskOf(facts: TaskFacts, now: Date): DemoTask {
  const { owner, title, text, due, isImportant, isDone, isWeekly } = facts;
  const day = due === undefined ? undefined : workingDay(now, due, 0);
  return {
    owner,
    task: {
      title,
      ...(text && { body: { contentType: 'text', content: text } }),
      ...(day && { dueDateTime: { dateTime: day.toISOString().slice(0, 19), timeZone: 'UTC' } }),
      ...(isImportant && { importance: 'high' }),
      ...(isDone && { status: 'completed' }),
      ...(day && isWeekly && { recurrence: weekly(day) }),
    },
  };
}

/** What three of us have to do. */
export const makeTasks = (now: Date): DemoTask[] => TASKS.map((facts) => taskOf(facts, now));
