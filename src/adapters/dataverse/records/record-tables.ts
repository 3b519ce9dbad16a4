import type { RecordRef } from '../../../domain/mail/email-activity.ts';
import { Failure } from '../../../ports/failure.ts';
import type { LabelledRecord } from '../../../ports/record-reader.ts';
import type { BatchRequest } from '../batch.ts';
import { get } from '../dataverse-client.ts';
import { textOf } from '../new-records/labels.ts';
import type { TableFacts } from '../table-metadata.ts';
import { columnsOf, recordOf, searchTables } from '../tables.ts';
import type { Row, Table } from '../tables.ts';

/** A table as the reader uses it; `facts` are missing where the metadata could not be read. */
export interface ReadableTable extends Table {
  facts: TableFacts | undefined;
  hasState: boolean;
}

const users: Table = {
  name: 'systemuser',
  entitySet: 'systemusers',
  id: 'systemuserid',
  primaryName: 'fullname',
  detail: ['jobtitle'],
  searched: [],
};

/** Second lines of tables that have no place among the searched ones. */
const details: Partial<Record<string, string[]>> = {
  quote: ['quotenumber', '_customerid_value'],
  salesorder: ['ordernumber', '_customerid_value'],
  invoice: ['invoicenumber', '_customerid_value'],
  systemuser: ['jobtitle'],
};

const usual = new Map([...searchTables, users].map((table) => [table.name, table]));

const fromFacts = (facts: TableFacts): Table => ({
  name: facts.name,
  entitySet: facts.entitySet,
  id: facts.id,
  primaryName: facts.primaryName,
  detail: (details[facts.name] ?? []).filter(
    (column) => column.endsWith('_value') || facts.texts.has(column),
  ),
  searched: [facts.primaryName],
});

/** The tables the reader knows: those every organisation has, and this one's own. */
export class RecordTables {
  readonly #facts: ReadonlyMap<string, TableFacts>;
  readonly language: string;

  constructor(facts: readonly TableFacts[], language: string) {
    this.#facts = new Map(facts.map((table) => [table.name, table]));
    this.language = language;
  }

  find(name: string): ReadableTable | undefined {
    const facts = this.#facts.get(name);
    const table = usual.get(name) ?? (facts && fromFacts(facts));
    if (!table) return undefined;
    const isUser = name === 'systemuser';
    return { ...table, facts, hasState: !isUser && (facts?.hasState ?? usual.has(name)) };
  }

  /** @throws Failure `not-found`. */
  get(name: string): ReadableTable {
    const table = this.find(name);
    if (!table) throw new Failure('not-found', 'crm', 'crm: no such table');
    return table;
  }

  /** Every table activities can be regarding, the usual ones first. */
  regardable(): ReadableTable[] {
    const own = [...this.#facts.values()]
      .filter(({ canBeRegarding, isActivity }) => canBeRegarding && !isActivity)
      .sort((a, b) => Number(b.isCustom) - Number(a.isCustom));
    const names = new Set([
      ...searchTables.map(({ name }) => name),
      ...own.map(({ name }) => name),
    ]);
    return [...names].map((name) => this.get(name));
  }

  /** Empty for the usual tables, which the pane has words for. */
  labelOf({ name, facts }: ReadableTable): string {
    return facts && !usual.has(name) ? textOf(facts.label, this.language) : '';
  }

  groupLabelOf({ name, facts }: ReadableTable): string {
    return facts && !usual.has(name) ? textOf(facts.collectionLabel, this.language) : '';
  }

  /** A row as it is shown. */
  recordOf(table: ReadableTable, row: Row): LabelledRecord {
    return {
      ...recordOf(table, row),
      tableLabel: this.labelOf(table),
      isOpen: isOpen(table.name, row),
    };
  }
}

/** `statecode`s in which work goes on, where it is more than the first. */
const openStates: Partial<Record<string, number[]>> = { quote: [0, 1], salesorder: [0, 1] };

const isOpen = (table: string, row: Row): boolean => {
  const state = row['statecode'];
  return typeof state !== 'number' || (openStates[table] ?? [0]).includes(state);
};

export const selectOf = (table: ReadableTable): string =>
  [columnsOf(table), ...(table.hasState ? ['statecode'] : [])].join(',');

/** The name of one record. */
export const nameRequest = (table: ReadableTable, { id }: RecordRef): BatchRequest =>
  get(`${table.entitySet}(${id})?$select=${selectOf(table)}`);
