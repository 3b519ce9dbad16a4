import type { RecordRef } from '../../../domain/mail/email-activity.ts';
import { sendPermission } from '../../../domain/sync/sending/permission.ts';
import type { OtherSender } from '../../../ports/crm-outbox.ts';
import { get } from '../dataverse-client.ts';
import { rowsIn } from '../look.ts';
import type { Question } from '../look.ts';
import { text } from '../tables.ts';
import type { Row } from '../tables.ts';
import type { Addressee } from './addresses.ts';
import { mailboxOf, organization, sendingMailboxOf } from './questions.ts';

interface Found {
  users: Row[];
  consents: Row[];
  mailboxes: Row[];
  settings: Row[];
}

/** What is asked about the user or queue in whose name an e-mail goes out. */
export function senderQuestions({ table, id }: RecordRef): { questions: Question[]; found: Found } {
  const found: Found = { users: [], consents: [], mailboxes: [], settings: [] };
  const into = (rows: Row[]) => (body: string) => void rows.push(...rowsIn(body));
  const common = [
    { request: mailboxOf(id), read: into(found.mailboxes) },
    { request: organization, read: into(found.settings) },
  ];
  if (table !== 'systemuser') return { questions: common, found };
  const of = (path: string, columns: string) =>
    get(`${path}?$select=${columns}&$filter=systemuserid%20eq%20${id}&$top=1`);
  const own = [
    { request: of('systemusers', 'azureactivedirectoryobjectid'), read: into(found.users) },
    { request: of('usersettingscollection', 'issendasallowed'), read: into(found.consents) },
  ];
  return { questions: [...common, ...own], found };
}

/**
 * Their mailbox must be one that may send. A person's consent that cannot be read was the CRM's to
 * ask for when the e-mail was sent; in the end Exchange decides.
 */
export function otherSenderOf(
  { table }: RecordRef,
  addressee: Addressee | undefined,
  { users, consents, mailboxes, settings }: Found,
): OtherSender {
  const kind = table === 'queue' ? 'queue' : 'user';
  const permission = sendPermission(sendingMailboxOf(mailboxes[0], settings[0], kind));
  const isRefused = consents[0]?.['issendasallowed'] === false;
  return {
    name: addressee?.name ?? '',
    address: addressee?.address ?? '',
    userId: text(users[0] ?? {}, 'azureactivedirectoryobjectid').toLowerCase() || null,
    mayBeSentFor: permission === 'allowed' && !isRefused,
  };
}
