import { z } from 'zod';
import { defaultEmailLimits } from '../../domain/mail/email-activity.ts';
import type { MailAttachment, MailMessage } from '../../domain/mail/message.ts';
import type { Actor } from '../../ports/actor.ts';
import { Failure } from '../../ports/failure.ts';
import type { MailReference, Mailbox, Mark, MarkedItem } from '../../ports/mailbox.ts';
import { readJson } from '../fetch/json.ts';
import type { GraphClient } from './graph-client.ts';
import { markPatch, trackedCategory } from './mark.ts';
import { toAttachment, toMailMessage, toMarkedItem } from './message-from-graph.ts';
import { graphMessage, markedMessage, marksSelect, messageSelect } from './message-schema.ts';
import type { GraphAttachment } from './message-schema.ts';

/** How often marking starts anew because the item changed in between. */
const markAttempts = 3;

const isFailure = (error: unknown, kind: Failure['kind']): boolean =>
  error instanceof Failure && error.kind === kind;

/** The ids of messages and attachments go into the path as they are: case matters. */
const messagePath = (id: string): string => `/messages/${encodeURIComponent(id)}`;

const odataString = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A mailbox in Exchange Online, over Microsoft Graph. */
export class GraphMailbox implements Mailbox {
  readonly #graph: GraphClient;

  constructor(graph: GraphClient) {
    this.#graph = graph;
  }

  async readMessage(actor: Actor, mail: MailReference, signal: AbortSignal): Promise<MailMessage> {
    const query = `$select=${messageSelect}&$expand=attachments`;
    const message = await this.#readOrFind({ actor, mail, query, signal }, graphMessage);
    const files: MailAttachment[] = [];
    for (const file of message.attachments ?? []) {
      const content = await this.#contentOf(actor, message.id, file, signal);
      if (content !== null) files.push(toAttachment(file, content));
    }
    return toMailMessage(message, files);
  }

  async readMarks(actor: Actor, mail: MailReference, signal: AbortSignal): Promise<MarkedItem> {
    const query = `$select=${marksSelect}`;
    return toMarkedItem(await this.#readOrFind({ actor, mail, query, signal }, markedMessage));
  }

  async mark(
    actor: Actor,
    item: MarkedItem,
    mark: Mark | null,
    signal: AbortSignal,
  ): Promise<void> {
    let current = item;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#patchMarks(actor, current, mark, signal);
        return;
      } catch (error) {
        if (!isFailure(error, 'changed') || attempt >= markAttempts) throw error;
        const mail = { itemId: item.id, internetMessageId: item.internetMessageId };
        current = await this.readMarks(actor, mail, signal);
      }
    }
  }

  async ensureCategory(actor: Actor, signal: AbortSignal): Promise<void> {
    const path = '/outlook/masterCategories';
    const answer = await this.#graph.call(actor, { method: 'GET', path, signal });
    const { value } = readJson(
      answer.body,
      z.object({ value: z.array(z.object({ displayName: z.string() })) }),
      'mailbox',
    );
    const wanted = trackedCategory.displayName.toLowerCase();
    if (value.some(({ displayName }) => displayName.toLowerCase() === wanted)) return;
    try {
      await this.#graph.call(actor, { method: 'POST', path, body: trackedCategory, signal });
    } catch (error) {
      // Made by somebody else since the list was read.
      if (!isFailure(error, 'changed')) throw error;
    }
  }

  async #patchMarks(
    actor: Actor,
    item: MarkedItem,
    mark: Mark | null,
    signal: AbortSignal,
  ): Promise<void> {
    await this.#graph.call(actor, {
      method: 'PATCH',
      path: messagePath(item.id),
      headers: item.etag ? { 'if-match': item.etag } : {},
      body: markPatch(item.categories, mark),
      signal,
    });
  }

  /** The item by its id; where that is gone (a move changes it), by its Message-ID. */
  async #readOrFind<T>(
    { actor, mail, query, signal }: ReadOptions,
    schema: z.ZodType<T>,
  ): Promise<T> {
    try {
      const path = `${messagePath(mail.itemId)}?${query}`;
      const answer = await this.#graph.call(actor, { method: 'GET', path, signal });
      return readJson(answer.body, schema, 'mailbox');
    } catch (error) {
      // An id of another mailbox or of a wrong form is answered with 400.
      const isGone = isFailure(error, 'not-found') || isFailure(error, 'refused');
      if (!isGone || !mail.internetMessageId) throw error;
      return this.#find({ actor, mail, query, signal }, schema);
    }
  }

  async #find<T>({ actor, mail, query, signal }: ReadOptions, schema: z.ZodType<T>): Promise<T> {
    const filter = encodeURIComponent(
      `internetMessageId eq ${odataString(mail.internetMessageId)}`,
    );
    const path = `/messages?$filter=${filter}&${query}&$top=1`;
    const answer = await this.#graph.call(actor, { method: 'GET', path, signal });
    const { value } = readJson(answer.body, z.object({ value: z.array(schema) }), 'mailbox');
    const [found] = value;
    if (found === undefined) throw new Failure('not-found', 'mailbox', 'mailbox: no such item');
    return found;
  }

  /** Base64; null where the attachment is a link or too large for any CRM to take. */
  async #contentOf(
    actor: Actor,
    messageId: string,
    file: GraphAttachment,
    signal: AbortSignal,
  ): Promise<string | null> {
    if (typeof file.contentBytes === 'string') return file.contentBytes;
    const isLink = /referenceAttachment/i.test(file['@odata.type'] ?? '');
    if (isLink || (file.size ?? 0) > defaultEmailLimits.file) return null;
    const path = `${messagePath(messageId)}/attachments/${encodeURIComponent(file.id)}/$value`;
    const answer = await this.#graph.call(actor, { method: 'GET', path, signal });
    return answer.body.toString('base64');
  }
}

interface ReadOptions {
  actor: Actor;
  mail: MailReference;
  query: string;
  signal: AbortSignal;
}
