import { sql } from 'kysely';
import { findRow, findRows, updateRow, type Executor } from '../store/rows.ts';
import type { MailSettings } from './settings.ts';

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The tracking token a subject holds: the prefix and digits. */
export function tokenIn(subject: string, { trackingPrefix }: MailSettings): string | undefined {
  if (!trackingPrefix) return undefined;
  return new RegExp(`${escaped(trackingPrefix)}\\d{4,}`, 'i').exec(subject)?.[0].toUpperCase();
}

interface Counter {
  user: number;
  count: number;
}

const next = (count: unknown, largest: number): number =>
  typeof count === 'number' && count >= 1 && count <= largest ? count : 1;

/** Takes the next number of a user, or of the organisation for one without settings. */
async function take(db: Executor, userId: string, largest: number): Promise<Counter> {
  const settings = await findRow(db, ['usersettings'], userId);
  const [organization] = await findRows(db, sql`r.table_name = 'organization'`);
  const row = settings ?? organization;
  const count = next(row?.data['nexttrackingnumber'], largest);
  if (row) await updateRow(db, { ...row, data: { ...row.data, nexttrackingnumber: count + 1 } });
  const user = settings?.data['trackingtokenid'];
  return { user: typeof user === 'number' ? user : 0, count };
}

/**
 * A new tracking token: prefix, base number, the user's number, a counter that begins again after
 * the largest number: `CRM:0001042`.
 */
export async function newToken(
  db: Executor,
  userId: string,
  { trackingPrefix, tokenBase, userDigits, largestNumber }: MailSettings,
): Promise<string> {
  const { user, count } = await take(db, userId, largestNumber);
  const digits = (value: number, length: number) => String(value).padStart(length, '0');
  const counter = digits(count, String(largestNumber).length);
  return `${trackingPrefix}${tokenBase}${digits(user, userDigits)}${counter}`;
}
