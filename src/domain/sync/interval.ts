const minute = 60_000;
const hour = 60 * minute;

/** Constants of §0.3 (`sync.interval.base / min / max`); times in milliseconds. */
export interface SyncInterval {
  /** How far apart a mailbox's cycles are normally … */
  baseMs: number;
  /** … when it is busy … */
  minMs: number;
  /** … and, whatever happens, at most (S-02). */
  maxMs: number;
}

export const defaultSyncInterval: SyncInterval = {
  baseMs: 5 * minute,
  minMs: 2 * minute,
  maxMs: 12 * minute,
};

/** What is known of a mailbox's workload when a cycle ends. */
export interface Activity {
  /** Items an hour, smoothed. */
  volume: number;
  /** Cycles in a row that brought nothing. */
  idleCycles: number;
  /** How long the cycle took and how late it began: what the next one is to be expected to. */
  tookMs: number;
  lateMs: number;
}

/** So many idle cycles say that nothing is going on. */
const idleAfter = 6;
/** From then on, each makes the next one wait so much longer. */
const idleStepMs = minute;
/** Of the two bounds: what a queue takes to notice that a job is due, and a worker to take it. */
const headroom = 11 / 12;
/** Most of the aim that is given up for a queue that is behind: asking sooner makes it no shorter. */
const lateShare = 1 / 4;
/** However long cycles take, others get their turn in between. */
const shortestMs = 5_000;
/** How fast the past is forgotten: what was so long ago counts for a third. */
const memoryMs = 15 * minute;

const clamp = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, least), most);

/** How far apart cycles are to begin: about one new item a cycle, more rarely where nothing comes. */
function aimOf({ volume, idleCycles }: Activity, { baseMs, minMs, maxMs }: SyncInterval): number {
  const perItemMs = volume > 0 ? hour / volume : Infinity;
  if (perItemMs < baseMs) return clamp(perItemMs, minMs * headroom, baseMs);
  const idle = Math.max(0, idleCycles - idleAfter);
  return Math.min(baseMs + idle * idleStepMs, maxMs * headroom);
}

/**
 * How long after the end of a cycle the next one is due (S-02, S-03): five minutes normally, down to
 * two when busy, up to twelve when idle. What the cycle itself took and how late it began is taken
 * off, so that no two of a healthy mailbox's cycles are further apart than that.
 */
export function nextInterval(activity: Activity, interval = defaultSyncInterval): number {
  const aim = aimOf(activity, interval);
  const late = Math.min(activity.lateMs, aim * lateShare);
  return Math.round(Math.max(aim - activity.tookMs - late, shortestMs));
}

/** Items an hour, with the `items` of a cycle that came in `gapMs` since the one before. */
export function smoothedVolume(volume: number, { items, gapMs }: { items: number; gapMs: number }) {
  const since = Math.max(gapMs, 1_000);
  const weight = 1 - Math.exp(-since / memoryMs);
  return volume + weight * ((items * hour) / since - volume);
}
