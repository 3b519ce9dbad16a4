import { blanksOf, toColumns } from '../../domain/contacts/contact-map.ts';
import type { ContactColumns } from '../../domain/contacts/contact-map.ts';
import { decideMatch } from '../../domain/contacts/match.ts';
import { emailsOf } from '../../domain/contacts/outlook-contact.ts';
import type { OutlookContact } from '../../domain/contacts/outlook-contact.ts';
import type { RecordRef } from '../../domain/mail/email-activity.ts';
import type { CrmContact, ParentChange } from '../../ports/crm-contacts.ts';
import { Failure } from '../../ports/failure.ts';
import type { LedgerRow, Outcome } from '../../ports/ledger.ts';
import type { ContactMark } from '../../ports/mailbox-contacts.ts';
import { Impossible } from '../problem.ts';
import type { Attempt } from '../track-email.ts';

/**
 * `wanted` of a contact is the account it shall belong to, or the CRM contact the person says it
 * is; the latter under the contact's own key means: a new one.
 */
const chosenContact = ({ wanted }: LedgerRow): string | null =>
  wanted?.table === 'contact' ? wanted.id : null;

const parentChange = ({ wanted, clearRegarding }: LedgerRow): Partial<ParentChange> => {
  if (clearRegarding) return { account: null };
  return wanted && wanted.table !== 'contact' ? { account: wanted } : {};
};

/** The CRM contact this one is: by choice, by link, else by its addresses; null: there is none. */
async function findPresent(attempt: Attempt, contact: OutlookContact): Promise<CrmContact | null> {
  const { ports, actor, row, signal } = attempt;
  const chosen = chosenContact(row);
  const linked = chosen ?? row.activityId ?? contact.link;
  const present = linked && (await ports.crmContacts.read(actor, linked, signal));
  if (present) return present;
  if (chosen === row.key) return null;
  if (chosen) throw new Failure('not-found', 'crm', 'crm: the chosen contact is gone');
  const addresses = emailsOf(contact);
  const known = await ports.crmContacts.find(actor, addresses, signal);
  const decision = decideMatch(addresses, known);
  // The person was asked before; since then another one appeared.
  if (decision.kind === 'ask') throw new Impossible('refused');
  return decision.kind === 'link' ? ports.crmContacts.read(actor, decision.id, signal) : null;
}

/** What of the row is written: all at an update, the blanks at first sight, nothing at a link. */
function changesOf({ row }: Attempt, columns: ContactColumns, present: CrmContact): ContactColumns {
  if (row.activityId !== present.id) return blanksOf(columns, present.columns);
  const isLink = Object.keys(parentChange(row)).length > 0;
  return isLink ? {} : columns;
}

/** The contact as it was before anything was written; `isNew`: there was none. */
interface Written {
  before: CrmContact;
  isNew: boolean;
}

async function writeContact(attempt: Attempt, contact: OutlookContact): Promise<Written> {
  const { ports, actor, row, signal } = attempt;
  const columns = toColumns(contact);
  const parent = parentChange(row);
  let present = await findPresent(attempt, contact);
  if (!present) {
    const made = { id: row.key, columns, ...parent };
    if ((await ports.crmContacts.create(actor, made, signal)) === 'created') {
      return { before: { id: row.key, name: '', parent: null, columns }, isNew: true };
    }
    present = await ports.crmContacts.read(actor, row.key, signal);
    if (!present) throw new Failure('forbidden', 'crm', 'crm: contact is there but hidden');
  }
  const changes = { id: present.id, columns: changesOf(attempt, columns, present), ...parent };
  await ports.crmContacts.update(actor, changes, signal);
  return { before: present, isNew: present.id === row.key };
}

async function markContact(attempt: Attempt, mark: ContactMark): Promise<void> {
  const { ports, actor, row, signal } = attempt;
  try {
    await ports.mailboxContacts.mark(actor, row.itemId, mark, signal);
  } catch (error) {
    // A mark on a contact that is gone helps nobody.
    if (!(error instanceof Failure && error.kind === 'not-found')) throw error;
  }
}

const refOf = (record: RecordRef | null): RecordRef | null =>
  record && { table: record.table, id: record.id };

/** The company of a linked contact is its account's name (CT-08). */
async function companyOf(attempt: Attempt, account: RecordRef | null | undefined) {
  if (!account) return {};
  const { ports, actor, signal } = attempt;
  const [named] = await ports.crmContacts.names(actor, [account], signal);
  if (!named) throw new Failure('not-found', 'crm', 'crm: no such account');
  return { company: named.name };
}

/**
 * Tracks a contact (C-03, CT-02): links it to the one in the CRM or makes one, belongs it to an
 * account (C-05), marks it. Every step may be repeated. @throws Failure, Impossible.
 */
export async function trackContact(attempt: Attempt): Promise<Outcome> {
  const { ports, actor, row, signal } = attempt;
  const contact = await ports.mailboxContacts.read(actor, row.itemId, signal);
  const { account } = parentChange(row);
  const company = await companyOf(attempt, account);
  const { before, isNew } = await writeContact(attempt, contact);
  const { id, parent } = before;
  if (contact.link !== id || company.company !== undefined) {
    await markContact(attempt, { contactId: id, ...company });
    ports.lists.forget(actor, 'contacts');
  }
  const isAdopted = !isNew && row.activityId === null;
  return {
    kind: 'tracked',
    activityId: id,
    regarding: refOf(account === undefined ? parent : account),
    at: ports.runtime.now(),
    ...(isAdopted && { adopted: { regarding: refOf(parent) } }),
  };
}

/**
 * Untracks a contact (C-04): the CRM's copy goes where the person says so and has the right to
 * delete, whoever owns it; otherwise it takes the right to write to it (SEC-04). @throws Failure.
 */
export async function untrackContact(attempt: Attempt): Promise<Outcome> {
  const { ports, actor, row, signal } = attempt;
  const { activityId: id } = row;
  const copyDeleted = id !== null && !row.keepCopy;
  if (copyDeleted) await ports.crmContacts.remove(actor, id, signal);
  else if (id !== null && !(await ports.crmContacts.mayWrite(actor, id, signal))) {
    // One that is gone needs no right.
    if (await ports.crmContacts.read(actor, id, signal)) {
      throw new Failure('forbidden', 'crm', 'crm: no right to write to the contact');
    }
  }
  await markContact(attempt, { contactId: null });
  return { kind: 'untracked', copyDeleted };
}
