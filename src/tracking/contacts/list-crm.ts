import type { ContactViews, CrmContacts, CrmContactsQuery } from '../../contracts/contact.ts';
import type { Caller } from '../../ports/actor.ts';
import type { TrackingPorts } from '../ports.ts';

const pageSize = 100;
const withinMs = 20_000;

/** Contacts of the CRM by one of the caller's views (C-01), with those in Outlook already. */
export async function listCrmContacts(
  ports: TrackingPorts,
  caller: Caller,
  { q, view, own, page }: CrmContactsQuery,
): Promise<CrmContacts> {
  const signal = AbortSignal.timeout(withinMs);
  const wanted = { view: view ? { id: view, isOwn: own === '1' } : null, text: q };
  const [found, rows] = await Promise.all([
    ports.crmContacts.list(caller, { ...wanted, page, size: pageSize }, signal),
    ports.ledger.ofMailbox(caller.tenantId, caller.userId, 'contact'),
  ]);
  const tracked = new Set(
    rows.filter(({ state }) => state !== 'untracked').map((row) => row.activityId),
  );
  return {
    contacts: found.contacts.map((contact) => ({
      ...contact,
      url: ports.crm.recordUrl({ table: 'contact', id: contact.id }),
      isInOutlook: tracked.has(contact.id),
    })),
    hasMore: found.hasMore,
  };
}

/** The caller's views of contacts. */
export const listContactViews = async (
  ports: TrackingPorts,
  caller: Caller,
): Promise<ContactViews> => ({
  views: await ports.crmContacts.views(caller, AbortSignal.timeout(withinMs)),
});
