import type { TFunction } from 'i18next';
import type { Suggestion } from '../../../contracts/item.ts';
import type { CrmRecord } from '../../../contracts/record.ts';
import { tableGroupLabel } from '../../text/table-name.ts';
import type { RecordSearch } from './use-record-search.ts';

/** A record to offer before anything is typed, and why. */
export type Offered = Omit<Suggestion, 'reason'> & Partial<Pick<Suggestion, 'reason'>>;

export interface ResultOption {
  record: CrmRecord;
  /** Why it is offered. */
  note?: string | undefined;
}

export interface ResultGroup {
  label: string;
  /** The label names the table of all its options. */
  sameTable: boolean;
  options: ResultOption[];
}

const offeredGroup = (t: TFunction, suggestions: readonly Offered[]): ResultGroup => ({
  label: t('regarding.suggested'),
  sameTable: false,
  options: suggestions.map(({ record, reason }) => ({
    record,
    note: reason && t(`suggestion.${reason}`),
  })),
});

/** What is there to pick from: what was found, else what is suggested. */
export const groupsOf = (
  t: TFunction,
  found: RecordSearch,
  suggestions: readonly Offered[],
): ResultGroup[] => {
  if (found.groups) {
    return found.groups
      .filter(({ records }) => records.length > 0)
      .map(({ table, label, records }) => ({
        label: tableGroupLabel(t, table, label),
        sameTable: true,
        options: records.map((record) => ({ record })),
      }));
  }
  if (found.searching || found.failure || suggestions.length === 0) return [];
  return [offeredGroup(t, suggestions)];
};
