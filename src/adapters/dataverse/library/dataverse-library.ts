import type { RecordRef } from '../../../domain/mail/email-activity.ts';
import type { Actor } from '../../../ports/actor.ts';
import type {
  Addressee,
  ArticleSummary,
  FilledText,
  Library,
  LiteratureSummary,
  TemplateSummary,
} from '../../../ports/library.ts';
import type { Runtime } from '../../../ports/runtime.ts';
import type { DataverseClient } from '../dataverse-client.ts';
import { TableCatalog } from '../table-catalog.ts';
import { findAddressees } from './addressees.ts';
import { listArticles, readArticle } from './articles.ts';
import { listLiterature, readLiteratureFile } from './literature.ts';
import { fillTemplate, listTemplates } from './templates.ts';

/** Dynamics 365's templates, articles, literature and address book over the Dataverse Web API. */
export class DataverseLibrary implements Library {
  readonly #client: DataverseClient;
  readonly #tables: TableCatalog;
  readonly #runtime: Runtime;

  constructor(client: DataverseClient, runtime: Runtime) {
    this.#client = client;
    this.#tables = new TableCatalog(client);
    this.#runtime = runtime;
  }

  templates(
    actor: Actor,
    wanted: { table: string | undefined; text: string },
    signal: AbortSignal,
  ): Promise<TemplateSummary[]> {
    return listTemplates(this.#client, actor, wanted, signal);
  }

  fillTemplate(
    actor: Actor,
    id: string,
    record: RecordRef | null,
    signal: AbortSignal,
  ): Promise<FilledText> {
    const findTable = (name: string) => this.#tables.find(actor, name, signal);
    return fillTemplate(this.#client, actor, { id, record, findTable }, signal);
  }

  articles(actor: Actor, text: string, signal: AbortSignal): Promise<ArticleSummary[]> {
    return listArticles(this.#client, actor, text, signal);
  }

  article(actor: Actor, id: string, signal: AbortSignal): Promise<{ title: string; html: string }> {
    return readArticle(this.#client, actor, id, signal);
  }

  literature(actor: Actor, text: string, signal: AbortSignal): Promise<LiteratureSummary[]> {
    return listLiterature(this.#client, actor, { text, now: this.#runtime.now() }, signal);
  }

  literatureFile(
    actor: Actor,
    id: string,
    largest: number,
    signal: AbortSignal,
  ): Promise<{ name: string; content: string }> {
    return readLiteratureFile(this.#client, actor, { id, largest }, signal);
  }

  addressees(actor: Actor, text: string, signal: AbortSignal): Promise<Addressee[]> {
    return findAddressees(this.#client, actor, text, signal);
  }
}
