import { z } from 'zod';
import { defaultEmailLimits } from '../../domain/mail/email-activity.ts';
import type { MailAttachment, MailMessage } from '../../domain/mail/message.ts';
import { trackedCategory } from '../../domain/mail/tracked-category.ts';
import type { Actor } from '../../ports/actor.ts';
import { Failure } from '../../ports/failure.ts';
import type {
  MailPage,
  MailReference,
  MailSelection,
  Mailbox,
  Mark,
  MarkedItem,
  WantedMail,
} from '../../ports/mailbox.ts';
import { readJson } from '../fetch/json.ts';
import { Bins } from './bins.ts';
import type { GraphClient } from './graph-client.ts';
import { listMessages } from './list-messages.ts';
import { markPatch } from './mark.ts';
import { toAttachment, toMailMessage, toMarkedItem } from './message-from-graph.ts';
import { messagePath, odataString } from './message-path.ts';
import {
  graphMessage,
  guardExpand,
  markedMessage,
  marksSelect,
  messageSelect,
} from './message-schema.ts';
import type { GraphAttachment } from './message-schema.ts';

/** How often marking starts anew because the item changed in between. */
const markAttempts = 3;

const isFailure = (error: unknown, kind: Failure['kind']): boolean =>
  error instanceof Failure && error.kind === kind;

/** Ids in the form the pane has them, so that what it left out can be found. */
const regularIds = { prefer: '' };

/** A mailbox in Exchange Online, over Microsoft Graph. */
export class GraphMailbox implements Mailbox {
  readonly #graph: GraphClient;
  readonly #bins: Bins;

  constructor(graph: GraphClient) {
    this.#graph = graph;
    this.#bins = new Bins(graph);
  }

  isThrownAway(actor: Actor, mail: MailReference, signal: AbortSignal): Promise<boolean> {
    return this.#bins.holds(actor, mail, signal);
  }

  async readMessage(actor: Actor, mail: WantedMail, signal: AbortSignal): Promise<MailMessage> {
    const leftOut = new Set(mail.leftOut ?? []);
    const query = `$select=${messageSelect}&$expand=attachments,${guardExpand}`;
    const headers = leftOut.size > 0 ? regularIds : {};
    const read = { actor, mail, query, headers, signal };
    const message = await this.#readOrFind(read, graphMessage);
    const files: MailAttachment[] = [];
    for (const file of (message.attachments ?? []).filter(({ id }) => !leftOut.has(id))) {
      const content = await this.#contentOf(read, message.id, file);
      if (content !== null) files.push(toAttachment(file, content));
    }
    return toMailMessage(message, files, mail.mailboxAddress ?? null);
  }

  async readMarks(actor: Actor, mail: MailReference, signal: AbortSignal): Promise<MarkedItem> {
    const query = `$select=${marksSelect}&$expand=${guardExpand}`;
    const message = await this.#readOrFind({ actor, mail, query, signal }, markedMessage);
    return toMarkedItem(message, mail.mailboxAddress ?? null);
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
        const { id: itemId, internetMessageId, mailboxAddress } = item;
        const mail = { itemId, internetMessageId, mailboxAddress };
        current = await this.readMarks(actor, mail, signal);
      }
    }
  }

  list(
    actor: Actor,
    selection: MailSelection,
    page: { mailboxAddress: string | null; cursor: string | null; size: number },
    signal: AbortSignal,
  ): Promise<MailPage> {
    const { mailboxAddress, cursor, size } = page;
    const mailbox = mailboxAddress ?? undefined;
    return listMessages(this.#graph, selection, { actor, mailbox, cursor, size, signal });
  }

  async subjects(
    actor: Actor,
    itemIds: readonly string[],
    signal: AbortSignal,
  ): Promise<Map<string, string>> {
    const read = async (itemId: string): Promise<[string, string][]> => {
      const path = `${messagePath(itemId)}?$select=id,subject`;
      try {
        const answer = await this.#graph.call(actor, { method: 'GET', path, signal });
        const { subject } = readJson(answer.body, graphMessage, 'mailbox');
        return [[itemId, subject ?? '']];
      } catch (error) {
        if (isFailure(error, 'not-found') || isFailure(error, 'refused')) return [];
        throw error;
      }
    };
    return new Map((await Promise.all(itemIds.map(read))).flat());
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
      mailbox: item.mailboxAddress ?? undefined,
      headers: item.etag ? { 'if-match': item.etag } : {},
      body: markPatch(item.categories, mark),
      signal,
    });
  }

  /** The item by its id; where that is gone (a move changes it), by its Message-ID. */
  async #readOrFind<T>(
    { actor, mail, query, headers, signal }: ReadOptions,
    schema: z.ZodType<T>,
  ): Promise<T> {
    const mailbox = mail.mailboxAddress ?? undefined;
    try {
      const path = `${messagePath(mail.itemId)}?${query}`;
      const call = { method: 'GET', path, mailbox, headers, signal } as const;
      const answer = await this.#graph.call(actor, call);
      return readJson(answer.body, schema, 'mailbox');
    } catch (error) {
      // An id of another mailbox or of a wrong form is answered with 400.
      const isGone = isFailure(error, 'not-found') || isFailure(error, 'refused');
      if (!isGone || !mail.internetMessageId) throw error;
      return this.#find({ actor, mail, query, headers, signal }, schema);
    }
  }

  async #find<T>(
    { actor, mail, query, headers, signal }: ReadOptions,
    schema: z.ZodType<T>,
  ): Promise<T> {
    const mailbox = mail.mailboxAddress ?? undefined;
    const filter = encodeURIComponent(
      `internetMessageId eq ${odataString(mail.internetMessageId)}`,
    );
    const path = `/messages?$filter=${filter}&${query}&$top=1`;
    const call = { method: 'GET', path, mailbox, headers, signal } as const;
    const answer = await this.#graph.call(actor, call);
    const { value } = readJson(answer.body, z.object({ value: z.array(schema) }), 'mailbox');
    const [found] = value;
    if (found === undefined) throw new Failure('not-found', 'mailbox', 'mailbox: no such item');
    return found;
  }

  /** Base64; null where the attachment is a link or too large for any CRM to take. */
  async #contentOf(
    { actor, mail, signal }: ReadOptions,
    messageId: string,
    file: GraphAttachment,
  ): Promise<string | null> {
    if (typeof file.contentBytes === 'string') return file.contentBytes;
    const isLink = /referenceAttachment/i.test(file['@odata.type'] ?? '');
    if (isLink || (file.size ?? 0) > defaultEmailLimits.file) return null;
    const path = `${messagePath(messageId)}/attachments/${encodeURIComponent(file.id)}/$value`;
    const mailbox = mail.mailboxAddress ?? undefined;
    const answer = await this.#graph.call(actor, { method: 'GET', path, mailbox, signal });
    return answer.body.toString('base64');
  }
}

interface ReadOptions {
  actor: Actor;
  mail: MailReference;
  query: string;
  headers?: Record<string, string> | undefined;
  signal: AbortSignal;
}
