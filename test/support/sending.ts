import type { DirectoryUser } from '../../src/sandbox/entra/door.ts';
import type { SyncPorts } from '../../src/sync/ports.ts';
import { sendCycle } from '../../src/sync/send-cycle.ts';
import { mailboxOf, startReading } from './reading.ts';
import type { TestReading } from './reading.ts';
import { anna, bela, ids } from './regarding.ts';

export interface WrittenFile {
  name: string;
  bytes: Buffer;
  contentId?: string;
}

export interface Written {
  who?: DirectoryUser;
  subject?: string;
  body?: string;
  /** Bindings of `partyid`; a text is an address of nobody. */
  to?: (object | string)[];
  /** Binding of the sender. */
  from?: object;
  files?: WrittenFile[];
  values?: object;
  /** Left as it is written, without SendEmail. */
  isDraft?: boolean;
}

interface Recipient {
  emailAddress: { name: string; address: string };
}

/** A mail as Graph has it. */
export interface MailCopy {
  id: string;
  subject: string;
  internetMessageId: string;
  isDraft: boolean;
  body: { content: string };
  from: Recipient;
  sender: Recipient;
  toRecipients: Recipient[];
}

export interface CopiedFile {
  name: string;
  isInline: boolean;
  contentId: string | null;
  contentBytes: string;
}

/** An e-mail as the CRM has it. */
export interface EmailRow {
  statecode: number;
  statuscode: number;
  subject: string;
  trackingtoken: string;
  messageid: string;
  senton: string | null;
}

/** Mail of the CRM that goes out cycle by cycle, when the test says so. */
export interface TestSending extends TestReading {
  contact: object;
  /** Writes an e-mail in the CRM and sends it, as a person does there; answers its id. */
  write: (written?: Written) => Promise<string>;
  /** One outgoing cycle. @param own ports with something broken. */
  sendCycle: (
    who?: DirectoryUser,
    own?: Partial<SyncPorts>,
  ) => Promise<{ items: number; isMore: boolean; waitMs?: number }>;
  /** The clock of the service goes forward. */
  pass: (ms: number) => void;
  email: (id: string) => Promise<EmailRow>;
  notesOf: (id: string) => Promise<string[]>;
  stateOf: (id: string) => Promise<string | undefined>;
  /** Mails of a folder with that in the subject. */
  mails: (who: DirectoryUser, folder: string, subject: string) => Promise<MailCopy[]>;
  filesOf: (who: DirectoryUser, mail: MailCopy) => Promise<CopiedFile[]>;
  setMailbox: (who: DirectoryUser, values: object) => Promise<void>;
  setOrganization: (values: object) => Promise<void>;
  admin: DirectoryUser;
}

const administrator: DirectoryUser = {
  ...anna,
  id: '11111111-aaaa-4aaa-8aaa-000000000007',
  displayName: 'Ada Administrator',
  mail: 'ada@fabrikam.example',
};

let number = 0;

export async function startSending(): Promise<TestSending> {
  const reading = await startReading();
  const { regarding, ports, outlook } = reading;
  let offsetMs = 0;
  const now = () => new Date(Date.now() + offsetMs);
  const runtime = { now, random: () => 0 };
  await regarding.entra.door.addUsers([administrator]);
  await regarding.dataverse.ensureUser({
    objectId: administrator.id,
    fullName: administrator.displayName,
    mail: administrator.mail,
    roles: ['System Administrator'],
  });
  await ports.ledger.mailboxSeen(mailboxOf(anna));
  await ports.workloads.sweep();
  const crm = async (who: DirectoryUser, method: string, path: string, body?: object) => {
    const init = { method, ...(body && { body: JSON.stringify(body) }) };
    const answer = await regarding.crm(who, path, init);
    if (answer.status >= 400) {
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer;
  };
  const user = ({ id }: DirectoryUser): object => ({
    'partyid_systemuser@odata.bind': `/systemusers(${regarding.systemUsers[id]})`,
  });
  const contact = { 'partyid_contact@odata.bind': `/contacts(${ids.contact})` };
  const party = (mask: number, one: object | string): object => ({
    participationtypemask: mask,
    ...(typeof one === 'string' ? { addressused: one } : one),
  });
  const first = async (path: string, key: string): Promise<string> => {
    const { body } = await crm(administrator, 'GET', path);
    return (body as { value: Record<string, string>[] }).value[0]![key]!;
  };
  const sending: Omit<TestSending, keyof TestReading> = {
    contact,
    admin: administrator,
    write: async (written = {}) => {
      number += 1;
      const { who = anna, to = [contact, user(bela)], from = user(who), files = [] } = written;
      const { subject = `Offer ${number}`, body = '<p>Dear Carla</p>' } = written;
      const answer = await crm(who, 'POST', 'emails', {
        subject,
        description: body,
        directioncode: true,
        'regardingobjectid_opportunity_email@odata.bind': `/opportunities(${ids.opportunity})`,
        email_activity_parties: [party(1, from), ...to.map((one) => party(2, one))],
        ...written.values,
      });
      const id = /\(([0-9a-f-]{36})\)/.exec(answer.headers.get('odata-entityid') ?? '')![1]!;
      for (const { name, bytes, contentId } of files) {
        await crm(who, 'POST', 'activitymimeattachments', {
          'objectid_activitypointer@odata.bind': `/activitypointers(${id})`,
          objecttypecode: 'email',
          filename: name,
          mimetype: 'application/octet-stream',
          body: bytes.toString('base64'),
          ...(contentId && { attachmentcontentid: contentId }),
        });
      }
      if (written.isDraft) return id;
      const send = { IssueSend: true, TrackingToken: '' };
      await crm(who, 'POST', `emails(${id})/Microsoft.Dynamics.CRM.SendEmail`, send);
      return id;
    },
    sendCycle: async (who = anna, own = {}) => {
      await regarding.query(
        `update regarding.workload set due_at = now(), not_before = null, strikes = 0 where user_id = $1`,
        [who.id],
      );
      const begun = await ports.workloads.begin(mailboxOf(who), 'outgoing');
      if (!begun) throw new Error('The mailbox is not due');
      const signal = AbortSignal.timeout(60_000);
      return sendCycle({ ...ports, runtime, ...own }, begun.fence, signal);
    },
    pass: (ms) => {
      offsetMs += ms;
    },
    email: async (id) => (await crm(administrator, 'GET', `emails(${id})`)).body as EmailRow,
    notesOf: async (id) => {
      const path = `annotations?$select=notetext&$filter=_objectid_value eq ${id}`;
      const { body } = await crm(administrator, 'GET', path);
      const { value } = body as { value: { notetext: string }[] };
      return value.map(({ notetext }) => notetext);
    },
    stateOf: async (id) => {
      const rows = await regarding.query(
        'select state from regarding.outgoing where activity_id = $1',
        [id],
      );
      return rows[0]?.['state'] as string | undefined;
    },
    mails: async (who, folder, subject) => {
      const select = '$select=id,subject,internetMessageId,isDraft,body,from,sender,toRecipients';
      const path = `/me/mailFolders/${folder}/messages?$top=200&${select}`;
      const { value } = (await outlook(who, 'GET', path)) as { value: MailCopy[] };
      return value.filter((mail) => mail.subject.includes(subject));
    },
    filesOf: async (who, { id }) => {
      const path = `/me/messages/${encodeURIComponent(id)}/attachments`;
      return ((await outlook(who, 'GET', path)) as { value: CopiedFile[] }).value;
    },
    setMailbox: async ({ id }, values) => {
      const filter = `$filter=_regardingobjectid_value eq ${regarding.systemUsers[id]}`;
      const mailbox = await first(`mailboxes?$select=mailboxid&${filter}`, 'mailboxid');
      await crm(administrator, 'PATCH', `mailboxes(${mailbox})`, values);
    },
    setOrganization: async (values) => {
      const id = await first('organizations?$select=organizationid', 'organizationid');
      await crm(administrator, 'PATCH', `organizations(${id})`, values);
    },
  };
  return { ...reading, ...sending };
}
