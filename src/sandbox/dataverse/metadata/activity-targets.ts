/** Tables an activity may be regarding. */
export const regardingTables = [
  'account',
  'contact',
  'lead',
  'opportunity',
  'incident',
  'new_project',
] as const;

/** Tables whose rows may be parties of an activity. */
export const partyTables = [
  'account',
  'contact',
  'lead',
  'opportunity',
  'incident',
  'queue',
  'systemuser',
] as const;
