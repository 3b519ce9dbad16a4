import { createHash } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import { findRows, type Executor, type Row } from '../store/rows.ts';
import type { Mail } from './message.ts';
import type { MailSettings } from './settings.ts';
import { matchSmartly } from './smart-matching.ts';
import { tokenIn } from './tracking-token.ts';

/** `email.correlationmethod`. */
export const methods = {
  none: 0,
  xHeader: 2,
  inReplyTo: 3,
  trackingToken: 4,
  conversationIndex: 5,
  smartMatching: 6,
} as const;

export interface Correlation {
  email: Row;
  method: (typeof methods)[keyof typeof methods];
}

/** All mails of a conversation share the first 22 bytes of their index. */
const headLength = 22;

/** `baseconversationindexhash`: of what a whole conversation shares. */
export function conversationHash(index: string): number {
  const head = Buffer.from(index, 'base64').subarray(0, headLength);
  return createHash('sha256').update(head).digest().readInt32BE(0);
}

async function latest(db: Executor, condition: RawBuilder<boolean>): Promise<Row | undefined> {
  const rows = await findRows(db, sql`r.table_name = 'email' and ${condition}`);
  return rows.at(-1);
}

type Step = (
  db: Executor,
  mail: Mail,
  settings: MailSettings,
  now: Date,
) => Promise<Row | undefined>;

const byHeader: Step = async (db, { conversationTrackingId: id }) =>
  id ? latest(db, sql`r.data->>'conversationtrackingid' = ${id}`) : undefined;

const byReply: Step = async (db, { inReplyTo }) =>
  inReplyTo
    ? latest(db, sql`rtrim(lower(r.data->>'messageid')) = ${inReplyTo.trim().toLowerCase()}`)
    : undefined;

const byToken: Step = async (db, { subject }, settings) => {
  const token = tokenIn(subject, settings);
  return token ? latest(db, sql`upper(r.data->>'trackingtoken') = ${token}`) : undefined;
};

const byIndex: Step = async (db, { conversationIndex }) =>
  conversationIndex
    ? latest(
        db,
        sql`(r.data->>'baseconversationindexhash')::int = ${conversationHash(conversationIndex)}`,
      )
    : undefined;

/** In the order they are tried; what "use correlation" switches off is marked. */
const steps: readonly { method: Correlation['method']; step: Step; isSwitched: boolean }[] = [
  { method: methods.xHeader, step: byHeader, isSwitched: true },
  { method: methods.inReplyTo, step: byReply, isSwitched: true },
  { method: methods.trackingToken, step: byToken, isSwitched: false },
  { method: methods.conversationIndex, step: byIndex, isSwitched: true },
];

/** The tracked e-mail a mail belongs to, and how that was found. */
export async function correlate(
  db: Executor,
  mail: Mail,
  settings: MailSettings,
  now: Date,
): Promise<Correlation | undefined> {
  for (const { method, step, isSwitched } of steps) {
    const email =
      isSwitched && !settings.isCorrelated ? undefined : await step(db, mail, settings, now);
    if (email) return { email, method };
  }
  if (!settings.isSmartMatching) return undefined;
  const email = await matchSmartly(db, mail, settings, now);
  return email && { email, method: methods.smartMatching };
}
