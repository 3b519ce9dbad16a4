import { USERS } from './data/users.ts';
import { makeCompanies, makeNames } from './customers.ts';
import { makeLibrary } from './library.ts';
import { makeMeetings } from './meetings.ts';
import { makeDeals, makeProspects, makeTickets } from './pipeline.ts';
import { makeOutlookContacts, makeTasks } from './personal.ts';
import { randomFor } from './random.ts';
import { accountRow, caseRow, contactRow, leadRow, opportunityRow } from './rows.ts';
import { makeSealedMails } from './sealed.ts';
import { makeMails } from './threads.ts';
import type { DemoOrganisation } from './types.ts';

/**
 * Fabrikam, a maker of instruments, with its customers and correspondence: 5 users, 40 accounts,
 * 200 contacts, 30 leads, 60 opportunities, 40 cases, 24 rows of their library, 176 mails and two
 * sealed ones, 25 meetings; 12 cards and 11 tasks of their own. The same seed and `now` give the same organisation, byte for byte; another `now` moves all dates. Mails lie in the
 * 30 days before `now`, the newest on its day.
 */
export function makeOrganisation(seed: number, now: Date): DemoOrganisation {
  const companies = makeCompanies(seed);
  const prospects = makeProspects(seed);
  const deals = makeDeals(seed, now, companies);
  const tickets = makeTickets(seed, now, companies);
  const names = makeNames(randomFor(seed, 'strangers'));
  const world = { companies, prospects, deals, tickets, names };
  return {
    users: [...USERS],
    accounts: companies.map((company) => accountRow(seed, now, company)),
    contacts: companies.flatMap((company) =>
      company.people.map((person) => contactRow(seed, now, company, person)),
    ),
    leads: prospects.map((prospect) => leadRow(seed, now, prospect)),
    opportunities: deals.map((deal) => opportunityRow(seed, now, deal)),
    cases: tickets.map(caseRow),
    library: makeLibrary(seed, now, deals),
    mails: makeMails(seed, now, world),
    sealedMails: makeSealedMails(seed, now),
    meetings: makeMeetings(seed, now, world),
    outlookContacts: makeOutlookContacts(companies),
    tasks: makeTasks(now),
  };
}
