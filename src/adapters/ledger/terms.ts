/** Times and counts every ledger keeps to, wherever it is stored; times in milliseconds. */

/** A running attempt renews its lease every few seconds; a dead one's is over after this long. */
export const leaseMs = 10_000;
/** The worker leaves the service's own attempt this head start. */
export const headStartMs = 4_000;
/** A newer intent waits, and can start at once. */
export const nextIntentMs = 1_000;
/** So many workers may die on an item; then it is left to people. */
export const mostStrikes = 3;

/** Whoever is due in less than this is due: clocks are compared, never trusted to the millisecond. */
export const slackMs = 1_000;
/** What happened together is read together. */
export const gatherMs = 500;
/** The pause after a cycle where the hint names none. */
export const spacingMs = 15_000;
/** A mailbox whose workers died on it so often is left alone for an hour. */
export const strikesAllowed = 5;
export const strikeRestMs = 60 * 60_000;
/** Longer than a queue takes that has room; then its job is looked for. */
export const missingAfterMs = 30_000;
