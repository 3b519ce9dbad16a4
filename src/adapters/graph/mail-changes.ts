import { z } from 'zod';
import { wellKnownFolders } from '../../domain/sync/folder-scope.ts';
import type { WellKnownFolder } from '../../domain/sync/folder-scope.ts';
import type { SeenMail } from '../../domain/sync/seen-mail.ts';
import { LruCache } from '../../lib/lru-cache.ts';
import type { Actor } from '../../ports/actor.ts';
import { Failure } from '../../ports/failure.ts';
import type {
  FolderCursor,
  FolderPage,
  MailChanges,
  MailFolder,
  PaneMark,
  ReadAnswer,
  ReadQuestion,
  TreePage,
} from '../../ports/mail-changes.ts';
import type { MasterCategory } from '../../ports/mailbox.ts';
import type { Runtime } from '../../ports/runtime.ts';
import { readJson } from '../fetch/json.ts';
import { GraphBatch } from './graph-batch.ts';
import type { BatchAnswer, BatchPart } from './graph-batch.ts';
import type { GraphClient } from './graph-client.ts';
import { messagePath } from './message-path.ts';
import { deltaFolder, foldersPart, readFolders } from './mail-folders.ts';
import { paneMarkIn, paneMarkExpand, withPaneMark } from './pane-mark.ts';
import { deltaMessage, isWhole, seenSelect, toSeenMail } from './seen-mail.ts';

/** Mails told on one page: what is decided, written and completed together. */
const pageSize = 200;
const immutableIds = 'IdType="ImmutableId"';
const addressesLifeMs = 60 * 60_000;

const page = <T>(row: z.ZodType<T>) =>
  z.object({
    value: z.array(row),
    '@odata.nextLink': z.string().nullish(),
    '@odata.deltaLink': z.string().nullish(),
  });
const mailPage = page(deltaMessage);
const treePage = page(deltaFolder);
const categoryList = z.object({
  value: z.array(z.object({ id: z.string(), displayName: z.string() })),
});
const someone = z.object({
  mail: z.string().nullish(),
  proxyAddresses: z.array(z.string()).nullish(),
});

const part = (path: string, size = pageSize): BatchPart => ({
  method: 'GET',
  path,
  headers: { prefer: `${immutableIds}, odata.maxpagesize=${size}` },
});

const folderPart = ({ folderId, link }: FolderCursor): BatchPart => ({
  ...part(`/mailFolders/${encodeURIComponent(folderId)}/messages/delta?$select=${seenSelect}`),
  ...(link !== null && { url: link }),
});

const treePart = (link: string | null): BatchPart => ({
  ...part('/mailFolders/delta?$select=id,parentFolderId', 1_000),
  ...(link !== null && { url: link }),
});

/** What Exchange says of a state it does not know any more: 410, or an error with such a code. */
const isExpired = ({ kind, message }: Failure): boolean =>
  (kind === 'not-found' && /\b410\b/.test(message)) ||
  (['not-found', 'refused'].includes(kind) && /\bsync|resync/i.test(message));

/** The answer's body in that shape. @throws Failure of the part. */
function bodyOf<T>(answer: BatchAnswer | undefined, schema: z.ZodType<T>): T {
  if (answer && 'body' in answer)
    return readJson(JSON.stringify(answer.body ?? null), schema, 'mailbox');
  throw answer ?? new Failure('unexpected', 'mailbox', 'mailbox: a part has no answer');
}

function linkOf(found: z.infer<typeof mailPage> | z.infer<typeof treePage>) {
  const { '@odata.nextLink': next, '@odata.deltaLink': delta } = found;
  const link = next ?? delta;
  if (link) return { link, isLast: !next };
  throw new Failure('unexpected', 'mailbox', 'mailbox: a page of changes has no link');
}

function readFolderPage({ folderId }: FolderCursor, answer: BatchAnswer | undefined): FolderPage {
  const found = bodyOf(answer, mailPage);
  const here = found.value.filter((row) => !row['@removed']);
  const parts = here.filter((row) => !isWhole(row));
  return {
    folderId,
    mails: here.filter(isWhole).map((row) => toSeenMail(row, folderId)),
    touched: parts.filter(({ categories }) => !categories).map(({ id }) => id),
    incomplete: parts.filter(({ categories }) => categories).map(({ id }) => id),
    left: found.value.filter((row) => row['@removed']).map(({ id }) => id),
    ...linkOf(found),
  };
}

/** A failure is one of the folder, not of the reading. */
function toFolderPage(cursor: FolderCursor, answer: BatchAnswer | undefined): FolderPage {
  const { folderId } = cursor;
  try {
    return readFolderPage(cursor, answer);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (isExpired(error)) return { folderId, problem: 'expired' };
    if (error.kind === 'not-found') return { folderId, problem: 'gone' };
    return { folderId, problem: 'failed', failure: error };
  }
}

function toTreePage(asked: string | null, answer: BatchAnswer | undefined): TreePage {
  if (asked !== null && answer instanceof Failure && isExpired(answer))
    return { problem: 'expired' };
  const found = bodyOf(answer, treePage);
  return {
    folders: found.value.flatMap(({ id, parentFolderId, '@removed': isGone }) =>
      isGone || !parentFolderId ? [] : [{ id, parentId: parentFolderId }],
    ),
    gone: found.value.filter((row) => row['@removed']).map(({ id }) => id),
    ...linkOf(found),
  };
}

const toCategories = (answer: BatchAnswer | undefined): MasterCategory[] =>
  bodyOf(answer, categoryList).value.map(({ id, displayName: name }) => ({ id, name }));

/** Changes of mail in Exchange Online, over Microsoft Graph. */
export class GraphMailChanges implements MailChanges {
  readonly #graph: GraphClient;
  readonly #batch: GraphBatch;
  readonly #addIn: string;
  readonly #runtime: Pick<Runtime, 'now'>;
  readonly #addresses: LruCache<readonly string[]>;

  /** @param addIn the id of the add-in whose marks are looked for. */
  constructor(graph: GraphClient, addIn: string, runtime: Pick<Runtime, 'now'>) {
    this.#graph = graph;
    this.#batch = new GraphBatch(graph);
    this.#addIn = addIn;
    this.#runtime = runtime;
    this.#addresses = new LruCache({ capacity: 10_000, now: () => runtime.now().getTime() });
  }

  async folders(actor: Actor, signal: AbortSignal): Promise<MailFolder[]> {
    const [known, rows] = await Promise.all([
      this.wellKnownFolders(actor, signal),
      readFolders(this.#graph, actor, signal),
    ]);
    const names = new Map([...known].map(([name, id]) => [id, name]));
    const root = known.get('msgfolderroot');
    return rows.map(({ id, parentFolderId, displayName, totalItemCount }) => ({
      id,
      parentId: parentFolderId === root ? null : (parentFolderId ?? null),
      name: displayName ?? '',
      wellKnown: names.get(id) ?? null,
      mails: totalItemCount ?? 0,
    }));
  }

  async wellKnownFolders(actor: Actor, signal: AbortSignal): Promise<Map<WellKnownFolder, string>> {
    const answers = await this.#batch.run(actor, wellKnownFolders.map(foldersPart), signal);
    const found = wellKnownFolders.flatMap((name, index): [WellKnownFolder, string][] => {
      const answer = answers[index];
      if (answer instanceof Failure && answer.kind === 'not-found') return [];
      return [[name, bodyOf(answer, deltaFolder).id]];
    });
    return new Map(found);
  }

  async read(actor: Actor, question: ReadQuestion, signal: AbortSignal): Promise<ReadAnswer> {
    const { cursors, tree, categories = false } = question;
    const parts = [
      ...cursors.map(folderPart),
      ...(tree !== undefined ? [treePart(tree)] : []),
      ...(categories ? [part('/outlook/masterCategories')] : []),
    ];
    const answers = await this.#batch.run(actor, parts, signal);
    return {
      pages: cursors.map((cursor, index) => toFolderPage(cursor, answers[index])),
      tree: tree === undefined ? null : toTreePage(tree, answers[cursors.length]),
      categories: categories ? toCategories(answers.at(-1)) : null,
    };
  }

  async mails(actor: Actor, itemIds: readonly string[], signal: AbortSignal): Promise<SeenMail[]> {
    const parts = itemIds.map((id) => part(`${messagePath(id)}?$select=${seenSelect}`));
    const answers = await this.#batch.run(actor, parts, signal);
    return answers.flatMap((answer) => {
      if (answer instanceof Failure && answer.kind === 'not-found') return [];
      const message = bodyOf(answer, deltaMessage);
      return [toSeenMail(message, message.parentFolderId ?? '')];
    });
  }

  async paneMarks(
    actor: Actor,
    itemIds: readonly string[],
    signal: AbortSignal,
  ): Promise<Map<string, PaneMark>> {
    const query = `$select=id&$expand=${paneMarkExpand(this.#addIn)}`;
    const parts = itemIds.map((id) => part(`${messagePath(id)}?${query}`));
    const answers = await this.#batch.run(actor, parts, signal);
    const found = answers.flatMap((answer, index): [string, PaneMark][] => {
      const id = itemIds[index];
      if (id === undefined || (answer instanceof Failure && answer.kind === 'not-found')) return [];
      const mark = paneMarkIn(bodyOf(answer, withPaneMark), this.#addIn);
      return mark ? [[id, mark]] : [];
    });
    return new Map(found);
  }

  async addresses(actor: Actor, signal: AbortSignal): Promise<readonly string[]> {
    const known = this.#addresses.get(actor.userId);
    if (known) return known;
    const path = '?$select=mail,proxyAddresses';
    const answer = await this.#graph.call(actor, { method: 'GET', path, signal });
    const { mail, proxyAddresses } = readJson(answer.body, someone, 'mailbox');
    const others = (proxyAddresses ?? []).flatMap((one) => /^smtp:(.+)$/i.exec(one)?.[1] ?? []);
    const all = [...new Set([...(mail ? [mail] : []), ...others])];
    const until = this.#runtime.now().getTime() + addressesLifeMs;
    this.#addresses.set(actor.userId, all, until);
    return all;
  }
}
