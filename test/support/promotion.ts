import { mailKey } from '../../src/domain/mail/item-key.ts';
import type { AcceptedIntent } from '../../src/ports/ledger.ts';
import { RecentDeciders } from '../../src/sync/judging/recent-deciders.ts';
import type { SyncPorts } from '../../src/sync/ports.ts';
import { tenantId } from '../../src/sandbox/entra/registrations.ts';
import type { DirectoryUser } from '../../src/sandbox/entra/door.ts';
import { anna, customer } from './regarding.ts';
import type { TestRegarding } from './regarding.ts';

/** What a worker of its own works with. */
export async function workerPorts(regarding: TestRegarding): Promise<SyncPorts> {
  let found: SyncPorts | undefined;
  await regarding.addWorker({
    wrap: (ports) => {
      found = { ...ports, deciders: new RecentDeciders(ports.runtime) } as SyncPorts;
      return ports;
    },
  });
  return found!;
}

export interface ArrivedMail {
  id: string;
  messageId: string;
  folderId: string;
  receivedAt: Date;
  key: string;
}

let mails = 0;

export interface Arriving {
  owner?: DirectoryUser;
  from?: { name: string; address: string } | null;
  to?: string;
  messageId?: string;
  subject?: string;
  folder?: string;
  at?: Date;
  files?: { name: string; bytes: number; type?: string }[];
  /** In place of everything above. */
  mime?: Buffer;
}

const start = Date.parse('2026-11-20T08:00:00Z');

function mimeOf(mail: Arriving, number: number): Buffer {
  const { from = customer, to = anna.mail, subject = `Promoted ${number}`, files = [] } = mail;
  const messageId = mail.messageId ?? `<promoted-${number}@customer.example>`;
  const boundary = `part-${number}`;
  const parts = files.map(({ name, bytes, type = 'application/octet-stream' }) =>
    [
      `--${boundary}`,
      `Content-Type: ${type}; name="${name}"`,
      `Content-Disposition: attachment; filename="${name}"`,
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.alloc(bytes, 65).toString('base64').replace(/.{76}/g, '$&\r\n'),
    ].join('\r\n'),
  );
  return Buffer.from(
    [
      ...(from ? [`From: "${from.name}" <${from.address}>`] : []),
      `To: <${to}>`,
      `Subject: ${subject}`,
      'Date: Fri, 20 Nov 2026 08:00:00 +0000',
      ...(messageId ? [`Message-ID: ${messageId}`] : []),
      `Content-Type: multipart/mixed; boundary="${boundary}"`,
      '',
      `--${boundary}`,
      'Content-Type: text/html; charset=utf-8',
      '',
      `<p>Hello ${number}</p>`,
      ...parts,
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  );
}

/** Puts a mail into a mailbox; answers what a cycle would know of it. */
export async function arrive(
  { graph, config }: Pick<TestRegarding, 'graph' | 'config'>,
  mail: Arriving = {},
): Promise<ArrivedMail> {
  mails += 1;
  const { owner = anna, folder = 'inbox', at = new Date(start + mails * 60_000) } = mail;
  const mime = mail.mime ?? mimeOf(mail, mails);
  const { id } = await graph.importMail(owner.id, { mime, folder, isRead: true, at });
  const select = '$select=parentFolderId,internetMessageId,receivedDateTime';
  const { body } = await graph.call(owner.id, {
    method: 'GET',
    path: `/me/messages/${encodeURIComponent(id)}?${select}`,
    headers: { prefer: 'IdType="ImmutableId"' },
  });
  const { parentFolderId, internetMessageId, receivedDateTime } = body as Record<string, string>;
  const messageId = internetMessageId ?? '';
  const key = mailKey({
    tenantId,
    organization: config.dataverseUrl,
    direction: 'incoming',
    internetMessageId: messageId,
    itemId: id,
  });
  return {
    id,
    messageId,
    folderId: parentFolderId!,
    receivedAt: new Date(receivedDateTime!),
    key,
  };
}

/** As a cycle of the mailbox accepts it. */
export const bulkIntent = (
  { key, id, messageId, folderId, receivedAt }: ArrivedMail,
  more: Partial<AcceptedIntent> = {},
): AcceptedIntent => ({
  key,
  tenantId,
  intent: 'track',
  wanted: null,
  direction: 'incoming',
  itemId: id,
  internetMessageId: messageId,
  requestedBy: anna.id,
  via: 'automatic',
  reason: 'all-mail',
  foundIn: { folderId, receivedAt },
  inBulk: true,
  ...more,
});
