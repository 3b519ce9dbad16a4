import { useMemo, useState } from 'react';

export interface ChosenTable {
  table: string;
  label: string;
}

export interface TableFilterState {
  /** The one table the person chose; null: all of them. */
  chosen: ChosenTable | null;
  /** Logical names to search in; undefined: every table. */
  tables: readonly string[] | undefined;
  choose: (table: ChosenTable | null) => void;
  clear: () => void;
}

/** Which tables are searched: those that are offered, or the one of them the person chose. */
export function useTableFilter(offered: readonly string[] | undefined): TableFilterState {
  const [chosen, choose] = useState<ChosenTable | null>(null);
  const tables = useMemo(() => (chosen ? [chosen.table] : offered), [chosen, offered]);
  return { chosen, tables, choose, clear: () => choose(null) };
}
