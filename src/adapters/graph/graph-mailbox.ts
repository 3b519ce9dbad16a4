import { z } from 'zod';
import { defaultEmailLimits } from '../../domain/mail/email-activity.ts';
import type { MailAttachment, MailMessage } from '../../domain/mail/message.ts';
import { trackedCategory, undeliverableCategory } from '../../domain/mail/tracked-category.ts';
import { fewAtOnce } from '../../lib/few-at-once.ts';
import type { Actor } from '../../ports/actor.ts';
import type { CategoryNames } from '../../ports/category-names.ts';
import { Failure } from '../../ports/failure.ts';
import type {
  MailPage,
  MailReference,
  MailSelection,
  Mailbox,
  ItemMark,
  MarkedItem,
  MasterCategory,
  WantedMail,
  WantedTogether,
} from '../../ports/mailbox.ts';
import { readJson } from '../fetch/json.ts';
import { Bins } from './bins.ts';
import { GraphBatch } from './graph-batch.ts';
import type { GraphClient } from './graph-client.ts';
import { listMessages } from './list-messages.ts';
import { markPatch } from './mark.ts';
import { markTogether } from './mark-many.ts';
import { toAttachment, toMailMessage, toMarkedItem } from './message-from-graph.ts';
import { messagePath, odataString } from './message-path.ts';
import {
  graphMessage,
  guardExpand,
  markedMessage,
  marksSelect,
  messageSelect,
} from './message-schema.ts';
import type { GraphAttachment, GraphMessage } from './message-schema.ts';
import { readTogether } from './read-many.ts';

/** How often marking starts anew because the item changed in between. */
const markAttempts = 3;

const isFailure = (error: unknown, kind: Failure['kind']): boolean =>
  error instanceof Failure && error.kind === kind;

/** A mail with all its files is read in one answer up to this many bytes. */
const largestWhole = 48 * 1024 * 1024;
const fileSelect = 'id,name,contentType,size,isInline';
/** Of the mails that could not be read together. */
const readAtOnce = 4;

const graphCategory = z.object({ id: z.string(), displayName: z.string() });
const graphCategories = z.object({ value: z.array(graphCategory) });
const toCategory = ({ id, displayName: name }: z.infer<typeof graphCategory>): MasterCategory => ({
  id,
  name,
});

/** To a file in the cloud. */
const isLink = (file: GraphAttachment): boolean =>
  /referenceAttachment/i.test(file['@odata.type'] ?? '');

/** Ids in the form the pane has them, so that what it left out can be found. */
const regularIds = { prefer: '' };

/** A mailbox in Exchange Online, over Microsoft Graph. */
export class GraphMailbox implements Mailbox {
  readonly #graph: GraphClient;
  readonly #bins: Bins;
  readonly #batch: GraphBatch;
  readonly #names: CategoryNames | undefined;
  readonly #largestWhole: number;

  /**
   * @param names absent: every mailbox calls the category by its usual name
   * @param wholeBytes larger mails are read in parts
   */
  constructor(graph: GraphClient, names?: CategoryNames, wholeBytes = largestWhole) {
    this.#largestWhole = wholeBytes;
    this.#graph = graph;
    this.#names = names;
    this.#bins = new Bins(graph);
    this.#batch = new GraphBatch(graph);
  }

  isThrownAway(actor: Actor, mail: MailReference, signal: AbortSignal): Promise<boolean> {
    return this.#bins.holds(actor, mail, signal);
  }

  async readMessage(actor: Actor, mail: WantedMail, signal: AbortSignal): Promise<MailMessage> {
    const headers = (mail.leftOut ?? []).length > 0 ? regularIds : {};
    const read = (attachments: string) => ({
      ...{ actor, mail, headers, signal },
      query: `$select=${messageSelect}&$expand=${attachments},${guardExpand}`,
      maxBytes: this.#largestWhole,
    });
    const message = await this.#readOrFind(read('attachments'), graphMessage).catch(
      (error: unknown) => {
        if (!isFailure(error, 'refused')) throw error;
        // Too much for one answer: the files come one by one, and those no CRM takes not at all.
        return this.#readOrFind(read(`attachments($select=${fileSelect})`), graphMessage);
      },
    );
    return this.#whole(actor, mail, message, signal);
  }

  async readMany(
    actor: Actor,
    mails: readonly WantedTogether[],
    signal: AbortSignal,
  ): Promise<(MailMessage | Failure)[]> {
    const found = await readTogether({ batch: this.#batch, actor, signal }, mails);
    return fewAtOnce(mails, readAtOnce, async (mail) => {
      const message = found.get(mail.itemId);
      try {
        if (!message) return await this.readMessage(actor, mail, signal);
        return await this.#whole(actor, mail, message, signal);
      } catch (error) {
        if (error instanceof Failure) return error;
        throw error;
      }
    });
  }

  async markMany(
    actor: Actor,
    marks: readonly { item: MarkedItem; mark: ItemMark }[],
    signal: AbortSignal,
  ): Promise<(Failure | null)[]> {
    const names = await this.#names?.of(actor);
    return markTogether(this.#batch, actor, marks, signal, names);
  }

  async readMarks(actor: Actor, mail: MailReference, signal: AbortSignal): Promise<MarkedItem> {
    const query = `$select=${marksSelect}&$expand=${guardExpand}`;
    const message = await this.#readOrFind({ actor, mail, query, signal }, markedMessage);
    return toMarkedItem(message, mail.mailboxAddress ?? null);
  }

  async mark(actor: Actor, item: MarkedItem, mark: ItemMark, signal: AbortSignal): Promise<void> {
    let current = item;
    if (mark === 'undeliverable') await this.#giveColour(actor, item, signal);
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

  ensureCategory(actor: Actor, signal: AbortSignal): Promise<MasterCategory> {
    return this.#ensure(actor, trackedCategory, signal);
  }

  async #ensure(
    actor: Actor,
    wanted: ColouredCategory,
    signal: AbortSignal,
  ): Promise<MasterCategory> {
    const known = await this.#findCategory(actor, wanted, signal);
    if (known) return known;
    const path = '/outlook/masterCategories';
    try {
      const call = { method: 'POST', path, body: wanted, signal } as const;
      const { body } = await this.#graph.call(actor, call);
      return toCategory(readJson(body, graphCategory, 'mailbox'));
    } catch (error) {
      // Made by somebody else since the list was read.
      const made = isFailure(error, 'changed') && (await this.#findCategory(actor, wanted, signal));
      if (made) return made;
      throw error;
    }
  }

  async #findCategory(
    actor: Actor,
    { displayName: wanted }: ColouredCategory,
    signal: AbortSignal,
  ): Promise<MasterCategory | null> {
    const path = '/outlook/masterCategories';
    const { body } = await this.#graph.call(actor, { method: 'GET', path, signal });
    const { value } = readJson(body, graphCategories, 'mailbox');
    const isWanted = (name: string): boolean => name.toLowerCase() === wanted.toLowerCase();
    const found = value.find(({ displayName }) => isWanted(displayName));
    return found ? toCategory(found) : null;
  }

  /** Without one in its owner's list a category has no colour. Marking does not depend on it. */
  async #giveColour(actor: Actor, item: MarkedItem, signal: AbortSignal): Promise<void> {
    if (item.mailboxAddress) return;
    try {
      await this.#ensure(actor, undeliverableCategory, signal);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  }

  async #patchMarks(
    actor: Actor,
    item: MarkedItem,
    mark: ItemMark,
    signal: AbortSignal,
  ): Promise<void> {
    // What somebody else calls it is not known here.
    const names = item.mailboxAddress ? undefined : await this.#names?.of(actor);
    await this.#graph.call(actor, {
      method: 'PATCH',
      path: messagePath(item.id),
      mailbox: item.mailboxAddress ?? undefined,
      headers: item.etag ? { 'if-match': item.etag } : {},
      body: markPatch(item.categories, mark, names),
      signal,
    });
  }

  /** The item by its id; where that is gone (a move changes it), by its Message-ID. */
  async #readOrFind<T>(
    { actor, mail, query, headers, maxBytes, signal }: ReadOptions,
    schema: z.ZodType<T>,
  ): Promise<T> {
    const mailbox = mail.mailboxAddress ?? undefined;
    try {
      const path = `${messagePath(mail.itemId)}?${query}`;
      const call = { method: 'GET', path, mailbox, headers, maxBytes, signal } as const;
      const answer = await this.#graph.call(actor, call);
      return readJson(answer.body, schema, 'mailbox');
    } catch (error) {
      // An id of another mailbox or of a wrong form is answered with 400.
      const isGone = isFailure(error, 'not-found') || isFailure(error, 'refused');
      if (!isGone || !mail.internetMessageId) throw error;
      return this.#find(
        { actor, mail, query, headers, ...(maxBytes && { maxBytes }), signal },
        schema,
      );
    }
  }

  async #find<T>(
    { actor, mail, query, headers, maxBytes, signal }: ReadOptions,
    schema: z.ZodType<T>,
  ): Promise<T> {
    const mailbox = mail.mailboxAddress ?? undefined;
    const filter = encodeURIComponent(
      `internetMessageId eq ${odataString(mail.internetMessageId)}`,
    );
    const path = `/messages?$filter=${filter}&${query}&$top=1`;
    const call = { method: 'GET', path, mailbox, headers, maxBytes, signal } as const;
    const answer = await this.#graph.call(actor, call);
    const { value } = readJson(answer.body, z.object({ value: z.array(schema) }), 'mailbox');
    const [found] = value;
    if (found === undefined) throw new Failure('not-found', 'mailbox', 'mailbox: no such item');
    return found;
  }

  /** The mail with its files' contents, as far as they did not come with it. */
  async #whole(
    actor: Actor,
    mail: WantedMail,
    message: GraphMessage,
    signal: AbortSignal,
  ): Promise<MailMessage> {
    const leftOut = new Set(mail.leftOut ?? []);
    const files: MailAttachment[] = [];
    const unread: { name: string; size: number }[] = [];
    for (const file of (message.attachments ?? []).filter(({ id }) => !leftOut.has(id))) {
      const content = await this.#contentOf({ actor, mail, signal }, message.id, file);
      if (content !== null) files.push(toAttachment(file, content));
      else if (!isLink(file)) unread.push({ name: file.name ?? '', size: file.size ?? 0 });
    }
    const whole = toMailMessage(message, files, mail.mailboxAddress ?? null);
    return unread.length > 0 ? { ...whole, unread } : whole;
  }

  /** Base64; null where the attachment is a link or too large for any CRM to take. */
  async #contentOf(
    { actor, mail, signal }: Pick<ReadOptions, 'actor' | 'mail' | 'signal'>,
    messageId: string,
    file: GraphAttachment,
  ): Promise<string | null> {
    if (typeof file.contentBytes === 'string') return file.contentBytes;
    if (isLink(file) || (file.size ?? 0) > defaultEmailLimits.file) return null;
    const path = `${messagePath(messageId)}/attachments/${encodeURIComponent(file.id)}/$value`;
    const mailbox = mail.mailboxAddress ?? undefined;
    const answer = await this.#graph.call(actor, { method: 'GET', path, mailbox, signal });
    return answer.body.toString('base64');
  }
}

interface ColouredCategory {
  displayName: string;
  color: string;
}

interface ReadOptions {
  actor: Actor;
  mail: MailReference;
  query: string;
  headers?: Record<string, string> | undefined;
  maxBytes?: number;
  signal: AbortSignal;
}
