import { change, withLevel } from './columns.ts';
import type { Columns, Table } from './types.ts';

type Required = 'schemaName' | 'objectTypeCode' | 'columns' | 'ownership';

/** What a table's declaration must say; the rest has a usual value. */
export type Declaration = Pick<Table, Required> &
  Partial<Omit<Table, Required | 'name'>> & {
    /** Columns the platform requires: those a client must give, and those it fills itself. */
    required?: string;
    filled?: string;
    /** Columns only forms require. */
    wanted?: string;
    recommended?: string;
    /** Values of a new row that gives none. */
    initial?: Record<string, string | number | boolean>;
  };

const words = (schemaName: string): string =>
  schemaName.replace(/^[a-z]+_/, '').replace(/([a-z])([A-Z])/g, '$1 $2');

const withInitial = (columns: Columns, initial: Declaration['initial'] = {}): Columns =>
  Object.entries(initial).reduce(
    (all, [name, value]) => change(all, name, { initial: value }),
    columns,
  );

/** What most tables are; a declaration says where one differs. */
const usual = {
  isActivity: false,
  hasActivities: false,
  hasNotes: false,
  isParty: false,
  isConnectable: false,
  isQueued: false,
  isChangeTracked: false,
  isDuplicateDetected: false,
  isAuditable: true,
  isOptimisticConcurrencyEnabled: true,
  isSearched: false,
  isIntersect: false,
  refuses: [],
  partyLists: {},
  messages: ['CreateMultiple', 'UpdateMultiple', 'UpsertMultiple'],
  keys: [],
  collections: {},
} as const;

/** A table from its declaration: names follow from the schema name unless given. */
export function table({
  required = '',
  filled = '',
  wanted = '',
  recommended = '',
  initial,
  ...given
}: Declaration): Table {
  const name = given.schemaName.toLowerCase();
  const label = given.label ?? words(given.schemaName);
  const id = given.id ?? `${name}id`;
  const enforced = change(given.columns, required, { required: true });
  const system = withLevel(enforced, `${required} ${filled} ${id}`, 'system');
  const formRules = withLevel(system, wanted, 'application');
  return {
    ...usual,
    name,
    entitySet: `${name}s`,
    label,
    collectionLabel: `${label}s`,
    id,
    primaryName: '',
    privilege: given.schemaName,
    ...given,
    columns: withInitial(withLevel(formRules, recommended, 'recommended'), initial),
  };
}
