import type { Direction } from '../../src/domain/mail/direction.ts';
import { mailKey } from '../../src/domain/mail/item-key.ts';
import type { MailHeaders, SeenMail } from '../../src/domain/sync/seen-mail.ts';

let seen = 0;

/** A person of a mail by the address alone. */
export const at = (address: string) => ({ name: '', address });

/** Headers of a mail from a customer to Anna; each time another mail. */
export function headersOf(changes: Partial<MailHeaders> = {}): MailHeaders {
  seen += 1;
  return {
    kind: 'message',
    internetMessageId: `<seen-${seen}@customer.example>`,
    subject: `Seen ${seen}`,
    from: at('carla@customer.example'),
    to: [at('anna@fabrikam.example')],
    cc: [],
    bcc: [],
    sentAt: '2026-11-20T09:29:58Z',
    receivedAt: '2026-11-20T09:30:00Z',
    conversationId: `conversation-${seen}`,
    conversationIndex: '',
    inReplyTo: '',
    references: [],
    ...changes,
  };
}

/** The same as a change of a folder tells it, with the ledger's key. */
export function seenMail(
  scope: { tenantId: string; organization: string },
  changes: Partial<MailHeaders> = {},
  direction: Direction = 'incoming',
): { key: string; direction: Direction; mail: SeenMail } {
  const headers = headersOf(changes);
  const { internetMessageId } = headers;
  const mail = {
    itemId: `item-${seen}`,
    etag: 'W/"1"',
    folderId: 'inbox',
    categories: [],
    headers,
  };
  return {
    key: mailKey({ ...scope, direction, internetMessageId, itemId: mail.itemId }),
    direction,
    mail,
  };
}

/** Base64 of a conversation index: its 22 bytes from a number, and five more an answer. */
export function conversationIndex(thread: number, answers = 0): string {
  const base = Buffer.alloc(22, thread);
  base.writeUInt8(1, 0);
  return Buffer.concat([
    base,
    ...Array.from({ length: answers }, (_, n) => Buffer.alloc(5, n + 1)),
  ]).toString('base64');
}
