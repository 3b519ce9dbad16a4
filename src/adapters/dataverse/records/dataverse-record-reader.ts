import type { RecordRef } from '../../../domain/mail/email-activity.ts';
import type { Actor } from '../../../ports/actor.ts';
import type {
  FoundGroup,
  RecordDetails,
  RecordReader,
  Related,
  RelatedQuery,
  SearchWanted,
} from '../../../ports/record-reader.ts';
import type { DataverseClient } from '../dataverse-client.ts';
import type { TableMetadata } from '../table-metadata.ts';
import { CardForms } from './card-forms.ts';
import { readDetails } from './details.ts';
import { ask, askSome } from './questions.ts';
import { RecordTables } from './record-tables.ts';
import { relatedQuestions } from './related.ts';
import { searchQuestions } from './search.ts';

interface Options {
  language: string;
  signal: AbortSignal;
}

/** Records of Dynamics 365 over the Dataverse Web API. */
export class DataverseRecordReader implements RecordReader {
  readonly #client: DataverseClient;
  readonly #metadata: TableMetadata;
  readonly #forms: CardForms;

  constructor(client: DataverseClient, metadata: TableMetadata, now: () => number) {
    this.#client = client;
    this.#metadata = metadata;
    this.#forms = new CardForms(now);
  }

  async details(actor: Actor, record: RecordRef, options: Options): Promise<RecordDetails> {
    const tables = await this.#tables(actor, options);
    const reading = { client: this.#client, actor, tables, forms: this.#forms, ...options };
    return readDetails(reading, record);
  }

  async related(actor: Actor, query: RelatedQuery, options: Options): Promise<Related> {
    const tables = await this.#tables(actor, options);
    const { questions, found } = relatedQuestions(tables, query);
    await ask(this.#client, actor, questions, options.signal);
    return found;
  }

  async search(actor: Actor, wanted: SearchWanted, options: Options): Promise<FoundGroup[]> {
    const tables = await this.#tables(actor, options);
    const { text, tables: only } = wanted;
    const { questions, groups } = searchQuestions(tables, { text, only });
    await askSome(this.#client, actor, questions, options.signal);
    return groups.filter(({ records }) => records.length > 0);
  }

  async #tables(actor: Actor, { language }: Options): Promise<RecordTables> {
    return new RecordTables(await this.#metadata.tables(actor), language);
  }
}
