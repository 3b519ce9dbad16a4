const prefix = '040000008200E00074C5B7101A82E008';
/** Date, time and reserved bytes of an id that names no meeting of a series. */
const plain = '0'.repeat(40);

const hex = (value: number, bytes: number): string =>
  value
    .toString(16)
    .padStart(bytes * 2, '0')
    .toUpperCase();

const littleEndian = (value: number): string => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes.toString('hex').toUpperCase();
};

/** An id that did not come from Exchange, wrapped as Exchange wraps it ([MS-OXOCAL] 2.2.1.27). */
function wrapped(uid: string): string {
  const data = Buffer.concat([
    Buffer.from('vCal-Uid\x01\x00\x00\x00', 'latin1'),
    Buffer.from(`${uid}\0`, 'utf8'),
  ]);
  return `${prefix}${plain}${littleEndian(data.length)}${data.toString('hex').toUpperCase()}`;
}

/**
 * The `iCalUId` of one meeting of a series: the series' with the day in it.
 * @param uid of the series, in Exchange's form or any other.
 * @param date `2026-12-24`.
 */
export function globalObjectId(uid: string, date: string): string {
  const isOurs = uid.toUpperCase().startsWith(prefix) && uid.length >= 72;
  const whole = isOurs ? uid.toUpperCase() : wrapped(uid);
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const instance = `${hex(year, 2)}${hex(month, 1)}${hex(day, 1)}`;
  return `${whole.slice(0, 32)}${instance}${whole.slice(40)}`;
}

/** A new id of Exchange's form. */
export const newGlobalObjectId = (unique: string): string =>
  `${prefix}${plain}10000000${unique.replaceAll('-', '').toUpperCase()}`;
