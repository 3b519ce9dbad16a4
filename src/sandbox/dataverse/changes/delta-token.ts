import { DataverseError } from '../errors.ts';

/** A point in the history of the organisation: `919042!08/22/2026 08:10:44`. */
export interface DeltaToken {
  version: bigint;
  /** When the token was given. */
  at: Date;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** As it stands in `$deltatoken`, not yet percent-encoded. */
export function writeDeltaToken({ version, at }: DeltaToken): string {
  const day = `${two(at.getUTCMonth() + 1)}/${two(at.getUTCDate())}/${at.getUTCFullYear()}`;
  const time = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(':');
  return `${version}!${day} ${time}`;
}

const pattern = /^(\d{1,18})!(\d\d)\/(\d\d)\/(\d{4}) (\d\d:\d\d:\d\d)$/;

/** Reads a `$deltatoken`, decoded. Throws `InvalidArgument` (400). */
export function readDeltaToken(text: string): DeltaToken {
  const [, version, month, day, year, time] = pattern.exec(text) ?? [];
  const at = new Date(`${year}-${month}-${day}T${time}Z`);
  if (version === undefined || Number.isNaN(at.getTime())) {
    throw new DataverseError('InvalidArgument', `The delta token '${text}' is not valid.`);
  }
  return { version: BigInt(version), at };
}
