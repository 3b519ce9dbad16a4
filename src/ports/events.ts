import type { ShownState } from '../domain/sync/problem.ts';

export interface LedgerEvent {
  tenantId: string;
  key: string;
  state: ShownState;
}

/** Tells of every change of an item's state, whichever process made it. */
export interface LedgerEvents {
  /** @returns what ends it. */
  subscribe(listener: (event: LedgerEvent) => void): () => void;
}
