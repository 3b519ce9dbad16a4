import type {
  OutlookContact,
  OutlookContacts,
  OutlookContactsQuery,
} from '../../contracts/contact.ts';
import { fits, lettersOf, sortByName } from '../../domain/contacts/find-in-list.ts';
import { itemKey } from '../../domain/sync/item-key.ts';
import type { Actor, Caller } from '../../ports/actor.ts';
import type { ContactRights } from '../../ports/crm-contacts.ts';
import type { NamedRecord } from '../../ports/crm.ts';
import type { LedgerRow } from '../../ports/ledger.ts';
import type { ListedContact } from '../../ports/mailbox-contacts.ts';
import { hasState, namesOf, presentRegarding, stateOf } from '../listed-state.ts';
import type { TrackingPorts } from '../ports.ts';

const pageSize = 100;
/** Who changes a contact in Outlook sees it here after this long, or asks for a fresh list. */
const listLifeMs = 3 * 60_000;
const rightsLifeMs = 10 * 60_000;
const withinMs = 25_000;

/** The key under which the ledger and the CRM know a contact of the mailbox. */
export const contactKey = (
  { crm }: Pick<TrackingPorts, 'crm'>,
  { tenantId }: Actor,
  itemId: string,
): string => itemKey({ tenantId, organization: crm.organization, kind: 'contact', itemId });

/** What the caller may do with contacts; asked once in a while. */
export const contactRights = (
  ports: TrackingPorts,
  actor: Actor,
  signal: AbortSignal,
): Promise<ContactRights> =>
  ports.lists.get(actor, 'contact rights', rightsLifeMs, () =>
    ports.crmContacts.rights(actor, signal),
  );

const textsOf = ({ name, jobTitle, company, emails, phones, others }: ListedContact): string[] => [
  name,
  jobTitle,
  company,
  ...emails,
  ...phones,
  ...others,
];

function present(
  ports: TrackingPorts,
  caller: Caller,
  contact: ListedContact,
  { row, names }: { row: LedgerRow | undefined; names: NamedRecord[] },
): OutlookContact {
  const state = stateOf(row);
  const recordId = state === 'not-tracked' ? null : (row?.activityId ?? null);
  return {
    id: contact.id,
    key: row?.key ?? contactKey(ports, caller, contact.id),
    name: contact.name,
    jobTitle: contact.jobTitle,
    company: contact.company,
    email: contact.emails[0] ?? '',
    phone: contact.phones[0] ?? '',
    state,
    problem: state === 'not-tracked' ? null : (row?.problem ?? null),
    url: recordId === null ? null : ports.crm.recordUrl({ table: 'contact', id: recordId }),
    recordId,
    account: presentRegarding(ports, row, names),
  };
}

const outlookList = (
  ports: TrackingPorts,
  caller: Caller,
  signal: AbortSignal,
): Promise<ListedContact[]> =>
  ports.lists.get(caller, 'contacts', listLifeMs, () => ports.mailboxContacts.list(caller, signal));

/**
 * The contacts of the caller's mailbox with their state (C-01, C-02), sorted as their language
 * does, found by any of their fields (C-06). @throws Failure.
 */
export async function listOutlookContacts(
  ports: TrackingPorts,
  caller: Caller,
  query: OutlookContactsQuery,
): Promise<OutlookContacts> {
  const signal = AbortSignal.timeout(withinMs);
  if (query.fresh) ports.lists.forget(caller, 'contacts');
  const [all, rows, can] = await Promise.all([
    outlookList(ports, caller, signal),
    ports.ledger.ofMailbox(caller.tenantId, caller.userId, 'contact'),
    contactRights(ports, caller, signal),
  ]);
  const byItem = new Map(rows.map((row) => [row.itemId, row]));
  const fitting = all.filter(
    (contact) => hasState(query.state, byItem.get(contact.id)) && fits(query.q, textsOf(contact)),
  );
  const sorted = sortByName(fitting, query.language);
  const page = sorted.slice(query.from, query.from + pageSize);
  const pageRows = page.map(({ id }) => byItem.get(id));
  const names = await namesOf(ports, caller, pageRows, signal);
  const next = query.from + pageSize;
  return {
    contacts: page.map((contact, index) =>
      present(ports, caller, contact, { row: pageRows[index], names }),
    ),
    total: sorted.length,
    next: next < sorted.length ? next : null,
    letters: lettersOf(sorted),
    pending: rows.filter(({ state }) => state === 'pending').length,
    can,
  };
}
