/** Requests that count against one limit of the far side. */
export interface LimitedRequest {
  /** Whose limit it is: see `mailboxLimit` and `crmLimit`. */
  limit: string;
  /** A person waits for it: it goes ahead of what the clock does. */
  isUrgent: boolean;
  /** For how many requests at once it counts. Absent: one. */
  weight?: number | undefined;
  /** For how many it counts in all. Absent: one. */
  requests?: number | undefined;
}

/** What Exchange counts for one mailbox, whoever asks. @param mailbox object id or address. */
export const mailboxLimit = (mailbox: string): string => `mailbox|${mailbox.toLowerCase()}`;

/** What Dataverse counts for one user. */
export const crmLimit = ({ tenantId, userId }: { tenantId: string; userId: string }): string =>
  `crm|${tenantId}|${userId}`;

/** Limits that every process shares. */
export interface Limits {
  /** Sends it when the far side has room. @throws Failure `throttled` while the limit is exhausted. */
  run<T>(request: LimitedRequest, send: () => Promise<T>): Promise<T>;
  /** For how long nobody may ask, in milliseconds; 0: now. */
  restMs(limit: string): number;
  /** The far side said `Retry-After`: nobody asks before that. */
  holdOff(limit: string, ms: number): void;
}
