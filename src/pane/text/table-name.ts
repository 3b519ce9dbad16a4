import type { TFunction } from 'i18next';
import type en from '../locales/en.json';

type KnownTable = keyof (typeof en)['table'];

const knownTables = new Set<string>([
  'contact',
  'account',
  'lead',
  'systemuser',
  'opportunity',
  'incident',
] satisfies KnownTable[]);

const isKnown = (table: string): table is KnownTable => knownTables.has(table);

/** `new_project` becomes `Project`: a customer's own table, whose label only the CRM knows. */
const readable = (table: string): string => {
  const name = table.replace(/^[a-z0-9]+_/, '').replaceAll('_', ' ');
  return name.charAt(0).toUpperCase() + name.slice(1);
};

/**
 * A record's kind as people call it: `Contact`.
 * @param label the CRM's own, for a table the pane has no word for
 */
export const tableLabel = (t: TFunction, table: string, label?: string): string =>
  isKnown(table) ? t(`table.${table}`) : label || readable(table);

/** A group of records: `Contacts`. */
export const tableGroupLabel = (t: TFunction, table: string, label?: string): string =>
  isKnown(table) ? t(`tables.${table}`) : label || readable(table);
