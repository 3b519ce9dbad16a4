import { sql } from 'kysely';
import { findRow, findRows, textOf, type Executor, type Row, type RowData } from '../store/rows.ts';

/** What an organisation settled about mail. */
export interface MailSettings {
  isCorrelated: boolean;
  isSmartMatching: boolean;
  /** Mail between users is refused rather than kept as two activities. */
  isInternalIgnored: boolean;
  isUnresolvedIfSeveral: boolean;
  mayBeUnresolved: boolean;
  trackingPrefix: string;
  tokenBase: string;
  /** Digits of the user's number in a token. */
  userDigits: number;
  largestNumber: number;
  smart: { deltaSubject: number; largestCount: number; leastAddresses: number };
}

const number = (data: RowData, name: string, fallback: number): number =>
  typeof data[name] === 'number' ? data[name] : fallback;

/** Reads the organisation's settings. */
export async function mailSettings(db: Executor): Promise<MailSettings> {
  const [organization] = await findRows(db, sql`r.table_name = 'organization'`);
  const data = organization?.data ?? {};
  return {
    isCorrelated: data['emailcorrelationenabled'] !== false,
    isSmartMatching: data['enablesmartmatching'] === true,
    isInternalIgnored: data['ignoreinternalemail'] === true,
    isUnresolvedIfSeveral: data['unresolveemailaddressifmultiplematch'] === true,
    mayBeUnresolved: data['allowunresolvedpartiesonemailsend'] === true,
    trackingPrefix: textOf(data['trackingprefix']),
    tokenBase: String(number(data, 'trackingtokenidbase', 0)),
    userDigits: number(data, 'trackingtokeniddigits', 3),
    largestNumber: number(data, 'maximumtrackingnumber', 999),
    smart: {
      deltaSubject: number(data, 'hashdeltasubjectcount', 0),
      largestCount: number(data, 'hashmaxcount', 20),
      leastAddresses: number(data, 'hashminaddresscount', 2),
    },
  };
}

/**
 * `incomingemailfilteringmethod` of a user or queue: 0 all, 1 answers to tracked mail, 2 leads,
 * contacts and accounts, 3 any row with an address.
 */
export async function filteringOf(db: Executor, row: Row): Promise<number> {
  if (row.table === 'queue') return number(row.data, 'incomingemailfilteringmethod', 0);
  const settings = await findRow(db, ['usersettings'], row.id);
  return number(settings?.data ?? {}, 'incomingemailfilteringmethod', 1);
}
