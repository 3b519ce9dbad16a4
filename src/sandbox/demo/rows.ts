import { guidOf, randomFor } from './random.ts';
import type { Company, Deal, DemoRow, Person, Prospect, Ticket } from './types.ts';

const DAY = 86_400_000;

interface Stamp {
  createdon: string;
  modifiedon: string;
}

/** The same row gets the same age for a seed; `now` only moves all of them. */
function stampOf(seed: number, id: string, now: Date): Stamp {
  const random = randomFor(seed, `age/${id}`);
  const created = now.getTime() - random.between(40, 900) * DAY;
  const modified = now.getTime() - random.between(1, 40) * DAY;
  return { createdon: instant(new Date(created)), modifiedon: instant(new Date(modified)) };
}

export function accountRow(seed: number, now: Date, company: Company): DemoRow {
  return {
    table: 'account',
    id: company.id,
    owner: company.owner,
    values: {
      name: company.name,
      accountnumber: `FK-${guidOf(seed, company.id).slice(0, 5).toUpperCase()}`,
      emailaddress1: company.address,
      telephone1: company.phone,
      websiteurl: `https://www.${company.domain}`,
      customertypecode: 3,
      numberofemployees: company.employees,
      revenue: company.employees * 92_000,
      address1_line1: company.street,
      address1_postalcode: company.postalCode,
      address1_city: company.city,
      address1_country: company.country,
      primarycontactid: reference('contact', company.people[0]),
      statecode: 0,
      statuscode: 1,
      ...stampOf(seed, company.id, now),
    },
  };
}

export function contactRow(seed: number, now: Date, company: Company, person: Person): DemoRow {
  return {
    table: 'contact',
    id: person.id,
    owner: person.owner,
    values: {
      firstname: person.first,
      lastname: person.last,
      fullname: person.name,
      jobtitle: person.title,
      emailaddress1: person.address,
      emailaddress2: person.secondAddress,
      telephone1: person.phone,
      address1_city: company.city,
      address1_country: company.country,
      parentcustomerid: reference('account', company),
      ...(person.isActive ? { statecode: 0, statuscode: 1 } : { statecode: 1, statuscode: 2 }),
      ...stampOf(seed, person.id, now),
    },
  };
}

const LEAD_STATES = {
  open: { statecode: 0, statuscode: 1 },
  qualified: { statecode: 1, statuscode: 3 },
  disqualified: { statecode: 2, statuscode: 4 },
} as const;

export function leadRow(seed: number, now: Date, prospect: Prospect): DemoRow {
  return {
    table: 'lead',
    id: prospect.id,
    owner: prospect.owner,
    values: {
      subject: prospect.subject,
      firstname: prospect.first,
      lastname: prospect.last,
      fullname: prospect.name,
      jobtitle: prospect.title,
      companyname: prospect.companyName,
      emailaddress1: prospect.address,
      telephone1: prospect.phone,
      ...LEAD_STATES[prospect.state],
      ...stampOf(seed, prospect.id, now),
    },
  };
}

/** Names of the stages of Dynamics' own sales process, with the usual probability in percent. */
const STAGES = {
  1: { stepname: '1-Qualify', closeprobability: 20 },
  2: { stepname: '2-Develop', closeprobability: 40 },
  3: { stepname: '3-Propose', closeprobability: 65 },
  4: { stepname: '4-Close', closeprobability: 85 },
} as const;

export function opportunityRow(seed: number, now: Date, deal: Deal): DemoRow {
  return {
    table: 'opportunity',
    id: deal.id,
    owner: deal.owner,
    values: {
      name: deal.name,
      customerid: reference('account', deal.company),
      parentaccountid: reference('account', deal.company),
      parentcontactid: reference('contact', deal.contact),
      estimatedvalue: deal.amount,
      estimatedclosedate: day(deal.closes),
      ...STAGES[deal.stage],
      ...opportunityState(deal),
      ...stampOf(seed, deal.id, now),
    },
  };
}

function opportunityState(deal: Deal): DemoRow['values'] {
  if (deal.state === 'open') return { statecode: 0, statuscode: 1 };
  const closed = { actualclosedate: day(deal.closes) };
  return deal.state === 'won'
    ? { statecode: 1, statuscode: 3, actualvalue: deal.amount, ...closed }
    : { statecode: 2, statuscode: 5, actualvalue: 0, ...closed };
}

const CASE_STATES = {
  active: { statecode: 0, statuscode: 1 },
  resolved: { statecode: 1, statuscode: 5 },
  cancelled: { statecode: 2, statuscode: 6 },
} as const;

export function caseRow(ticket: Ticket): DemoRow {
  return {
    table: 'incident',
    id: ticket.id,
    owner: ticket.owner,
    values: {
      title: ticket.title,
      ticketnumber: ticket.number,
      customerid: reference('account', ticket.company),
      primarycontactid: reference('contact', ticket.contact),
      prioritycode: ticket.priority,
      caseorigincode: 2,
      casetypecode: 2,
      ...CASE_STATES[ticket.state],
      createdon: instant(ticket.created),
      modifiedon: instant(ticket.created),
    },
  };
}

function reference(table: string, row: { id: string } | undefined) {
  return row ? { table, id: row.id } : null;
}

/** Dataverse keeps whole seconds. */
function instant(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
