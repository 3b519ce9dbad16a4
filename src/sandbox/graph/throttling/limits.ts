import { z } from 'zod';

const count = z.int().min(0);

/**
 * Exchange Online's limits (wire facts, 2.11; quality, 2.3) and the time an endpoint has to answer.
 * `POST /_sandbox/limits` sets some of them.
 */
export const limitsSchema = z.strictObject({
  /** Requests of one application to one mailbox in ten minutes. */
  requests: count,
  /** Requests of one application to one mailbox at a time. */
  concurrency: count,
  /** Bytes of one application into one mailbox in five minutes. */
  uploadBytes: count,
  /** Requests of one application in ten seconds. */
  applicationRequests: count,
  /** Messages one mailbox sends in a minute. */
  messages: count,
  /** Recipients one mailbox writes to in a day. */
  recipients: count,
  /** Milliseconds an endpoint has to prove that it wants a subscription. */
  handshakeMs: count,
});
export type Limits = z.infer<typeof limitsSchema>;

export const defaultLimits: Limits = {
  requests: 10_000,
  concurrency: 4,
  uploadBytes: 150 * 1_024 * 1_024,
  applicationRequests: 130_000,
  messages: 30,
  recipients: 10_000,
  handshakeMs: 10_000,
};

const minute = 60_000;

/** Lengths of the windows, in milliseconds. */
export const windows = {
  requests: 10 * minute,
  uploadBytes: 5 * minute,
  applicationRequests: 10_000,
  messages: minute,
  recipients: 24 * 60 * minute,
} as const;
