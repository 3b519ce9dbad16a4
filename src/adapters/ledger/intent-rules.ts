import type { AcceptedIntent, LedgerRow } from '../../ports/ledger.ts';

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((entry, index) => entry === b[index]);

/** A second click on what is under way asks for nothing new. */
export const sameIntent = (row: LedgerRow, intent: AcceptedIntent): boolean =>
  row.state === 'pending' &&
  row.intent === intent.intent &&
  row.requestedBy === intent.requestedBy &&
  row.wanted?.table === intent.wanted?.table &&
  row.wanted?.id === intent.wanted?.id &&
  row.clearRegarding === (intent.clearRegarding ?? false) &&
  row.keepCopy === (intent.keepCopy ?? false) &&
  row.evenIfPrivate === (intent.evenIfPrivate ?? false) &&
  row.undoes === (intent.undoes ?? null) &&
  sameList(row.leftOut, intent.leftOut ?? row.leftOut);

/** Nobody asked for it: a rule of a person's, or one about all mail. */
export const isByItself = ({ via }: AcceptedIntent): boolean =>
  via === 'rule' || via === 'automatic';

/** Tracking without naming a record keeps the one that is still waiting to be set. */
export const withWaiting = (intent: AcceptedIntent, row: LedgerRow | undefined): AcceptedIntent => {
  const isWaiting = row?.state === 'pending' && row.intent === 'track';
  const isOpen = intent.intent === 'track' && intent.wanted === null && !intent.clearRegarding;
  return isOpen && isWaiting
    ? { ...intent, wanted: row.wanted, clearRegarding: row.clearRegarding }
    : intent;
};
