import { z } from 'zod';
import type { MailAttachment } from '../../../domain/mail/message.ts';
import type { ComposedMail } from '../../../domain/sync/sending/compose.ts';
import type { Actor } from '../../../ports/actor.ts';
import { Failure } from '../../../ports/failure.ts';
import { SendRefused } from '../../../ports/mail-sender.ts';
import type { MailSender, MarkedMail } from '../../../ports/mail-sender.ts';
import { readJson } from '../../fetch/json.ts';
import type { GraphClient } from '../graph-client.ts';
import { messagePath, odataString } from '../message-path.ts';
import { draftOf, fileOf, markProperty, uploadOf } from './compose.ts';

/** Files of this many bytes and more go up in parts. */
const largestPosted = 3 * 1024 * 1024;
/** A part: at most 4 MB, and a multiple of 320 KiB. */
const partBytes = 12 * 320 * 1024;
const uploadTimeoutMs = 60_000;

const found = z.object({
  id: z.string(),
  isDraft: z.boolean().nullish(),
  internetMessageId: z.string().nullish(),
  sentDateTime: z.string().nullish(),
});
const list = z.object({ value: z.array(found) });
const session = z.object({ uploadUrl: z.string() });

const toMarked = (mail: z.infer<typeof found>): MarkedMail => ({
  itemId: mail.id,
  messageId: mail.internetMessageId ?? '',
  isDraft: mail.isDraft === true,
  sentAt: mail.sentDateTime ? new Date(mail.sentDateTime) : null,
});

/** What Exchange's own codes say of a mail it will never send. */
function refusalOf(failure: Failure): SendRefused['why'] | null {
  const { kind, message } = failure;
  if (/ErrorSendAsDenied/i.test(message)) return 'not-allowed-as';
  if (kind !== 'refused') return null;
  if (/ErrorInvalidRecipients/i.test(message)) return 'invalid-recipients';
  return /413|SizeLimitExceeded|EntityTooLarge/i.test(message) ? 'file-too-large' : 'refused';
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const why = error instanceof Failure ? refusalOf(error) : null;
    throw why === null ? error : new SendRefused(why, error as Failure);
  }
}

/** Sends mail through mailboxes of Exchange Online, over Microsoft Graph. */
export class GraphSender implements MailSender {
  readonly #graph: GraphClient;

  constructor(graph: GraphClient) {
    this.#graph = graph;
  }

  async find(actor: Actor, mark: string, signal: AbortSignal): Promise<MarkedMail[]> {
    const filter = encodeURIComponent(
      `singleValueExtendedProperties/Any(ep: ep/id eq ${odataString(markProperty)} and ep/value eq ${odataString(mark)})`,
    );
    const path = `/messages?$filter=${filter}&$select=id,isDraft,internetMessageId,sentDateTime`;
    const { body } = await this.#graph.call(actor, { method: 'GET', path, signal });
    return readJson(body, list, 'mailbox').value.map(toMarked);
  }

  draft(
    actor: Actor,
    mail: ComposedMail,
    mark: string,
    signal: AbortSignal,
  ): Promise<Pick<MarkedMail, 'itemId' | 'messageId'>> {
    return refusing(async () => {
      const call = { method: 'POST', path: '/messages', body: draftOf(mail, mark) } as const;
      const { body } = await this.#graph.call(actor, { ...call, signal });
      const { itemId, messageId } = toMarked(readJson(body, found, 'mailbox'));
      for (const file of mail.attachments) await this.#attach(actor, itemId, file, signal);
      return { itemId, messageId };
    });
  }

  async send(actor: Actor, itemId: string, signal: AbortSignal): Promise<void> {
    const path = `${messagePath(itemId)}/send`;
    const timeoutMs = uploadTimeoutMs;
    await refusing(() => this.#graph.call(actor, { method: 'POST', path, timeoutMs, signal }));
  }

  async discard(actor: Actor, itemId: string, signal: AbortSignal): Promise<void> {
    try {
      await this.#graph.call(actor, { method: 'DELETE', path: messagePath(itemId), signal });
    } catch (error) {
      if (!(error instanceof Failure && error.kind === 'not-found')) throw error;
    }
  }

  async #attach(
    actor: Actor,
    itemId: string,
    file: MailAttachment,
    signal: AbortSignal,
  ): Promise<void> {
    if (file.size >= largestPosted) return this.#upload(actor, itemId, file, signal);
    const path = `${messagePath(itemId)}/attachments`;
    const timeoutMs = uploadTimeoutMs;
    const call = { method: 'POST', path, body: fileOf(file), timeoutMs, signal } as const;
    await this.#graph.call(actor, call);
  }

  async #upload(
    actor: Actor,
    itemId: string,
    file: MailAttachment,
    signal: AbortSignal,
  ): Promise<void> {
    const path = `${messagePath(itemId)}/attachments/createUploadSession`;
    const open = { method: 'POST', path, body: uploadOf(file), signal } as const;
    const { body } = await this.#graph.call(actor, open);
    const { uploadUrl: url } = readJson(body, session, 'mailbox');
    const bytes = Buffer.from(file.content, 'base64');
    for (let start = 0; start < bytes.length; start += partBytes) {
      const part = bytes.subarray(start, start + partBytes);
      const range = `bytes ${start}-${start + part.length - 1}/${bytes.length}`;
      await this.#graph.upload(actor, {
        ...{ url, range, part, signal },
        timeoutMs: uploadTimeoutMs,
      });
    }
  }
}
