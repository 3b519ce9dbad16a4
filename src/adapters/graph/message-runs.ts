import { z } from 'zod';

/** A mail of a folder, as its list tells it without content. */
export const listedId = z.object({
  id: z.string(),
  receivedDateTime: z.iso.datetime().nullish(),
  singleValueExtendedProperties: z
    .array(z.object({ id: z.string(), value: z.string().nullish() }))
    .nullish(),
});
export type ListedId = z.infer<typeof listedId>;

/** Mails that follow each other in a folder, all of them wanted. */
export interface Run {
  /** As Graph writes them; both ends belong to it. */
  from: string;
  to: string;
  ids: string[];
}

export interface RunLimits {
  mails: number;
  bytes: number;
  /** A larger mail is read alone. */
  mailBytes: number;
  /** Where Exchange tells no size. */
  usualBytes: number;
}

const sizeOf = ({ singleValueExtendedProperties: properties }: ListedId, usual: number): number => {
  const size = Number(properties?.[0]?.value);
  return Number.isFinite(size) && size > 0 ? size : usual;
};

interface Moment {
  at: string;
  ids: string[];
  bytes: number;
  isWanted: boolean;
}

/** Mails of one second cannot be told apart by a filter: all of them are read, or none. */
function momentsOf(
  listed: readonly ListedId[],
  wanted: ReadonlySet<string>,
  limits: RunLimits,
): Moment[] {
  const byTime = new Map<string, ListedId[]>();
  for (const mail of listed) {
    const at = mail.receivedDateTime ?? '';
    byTime.set(at, [...(byTime.get(at) ?? []), mail]);
  }
  return [...byTime].map(([at, mails]) => {
    const sizes = mails.map((mail) => sizeOf(mail, limits.usualBytes));
    const isLight = sizes.every((size) => size <= limits.mailBytes);
    return {
      at,
      ids: mails.map(({ id }) => id),
      bytes: sizes.reduce((sum, size) => sum + size, 0),
      isWanted: at !== '' && isLight && mails.every(({ id }) => wanted.has(id)),
    };
  });
}

/**
 * Ranges of a folder in which there is nothing but wanted mail, so that one list reads them whole and
 * nothing of anybody else's (V-11).
 * @param listed in the order of their receipt.
 */
export function runsOf(
  listed: readonly ListedId[],
  wanted: ReadonlySet<string>,
  limits: RunLimits,
): Run[] {
  const runs: Run[] = [];
  let open: (Run & { bytes: number }) | null = null;
  for (const { at, ids, bytes, isWanted } of momentsOf(listed, wanted, limits)) {
    const isFull =
      open !== null &&
      (open.ids.length + ids.length > limits.mails || open.bytes + bytes > limits.bytes);
    if (!isWanted || isFull) open = null;
    if (!isWanted) continue;
    if (open) {
      open.to = at;
      open.ids.push(...ids);
      open.bytes += bytes;
    } else {
      open = { from: at, to: at, ids: [...ids], bytes };
      runs.push(open);
    }
  }
  return runs.map(({ from, to, ids }) => ({ from, to, ids }));
}
