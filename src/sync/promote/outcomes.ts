import type { BulkOutcome, Claim, Settlement } from '../../ports/ledger.ts';

/** What came of the claims so far; what nothing came of is released for the next cycle. */
export class Outcomes {
  readonly #claims: readonly Claim[];
  readonly #outcomes = new Map<string, BulkOutcome>();

  constructor(claims: readonly Claim[]) {
    this.#claims = claims;
  }

  set({ row }: Pick<Claim, 'row'>, outcome: BulkOutcome): void {
    this.#outcomes.set(row.key, outcome);
  }

  /** Its own attempt goes on with it. */
  handOver(claim: Pick<Claim, 'row'>, retryInMs = 0): void {
    this.set(claim, { kind: 'handed-over', retryInMs });
  }

  get(key: string): BulkOutcome | undefined {
    return this.#outcomes.get(key);
  }

  get settlements(): Settlement[] {
    return this.#claims.map((claim) => ({
      claim,
      outcome: this.#outcomes.get(claim.row.key) ?? { kind: 'released' },
    }));
  }
}
