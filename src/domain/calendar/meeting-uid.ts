/** The class id every global object id of Exchange begins with ([MS-OXOCAL] 2.2.1.27). */
const prefix = '040000008200E00074C5B7101A82E008';
/** Where the day of one meeting of a series stands, in hex digits. */
const day = { from: 32, to: 40 };
/** Class id, day, creation time, reserved bytes and size go before the data. */
const dataFrom = 80;
const foreignData = 'vCal-Uid\u0001\0\0\0';

/** The id another calendar gave, out of the wrapping of Exchange; null where it is Exchange's own. */
function unwrapped(hex: string): string | null {
  const data = Buffer.from(hex.slice(dataFrom), 'hex').toString('utf8');
  return data.startsWith(foreignData) ? data.slice(foreignData.length).replace(/\0+$/, '') : null;
}

/**
 * What all copies and all occurrences of a meeting have in common: its iCalUId without the day of
 * the occurrence, in one spelling, and as its own calendar wrote it where that was not Exchange.
 */
export function meetingUid(iCalUId: string): string {
  const hex = iCalUId.toUpperCase();
  const isGlobalObjectId = hex.startsWith(prefix) && /^[0-9A-F]+$/.test(hex);
  if (!isGlobalObjectId || hex.length < day.to) return iCalUId;
  return unwrapped(hex) ?? `${hex.slice(0, day.from)}00000000${hex.slice(day.to)}`;
}
