import type { Random } from './random.ts';

const hourMs = 3_600_000;

/** How much mail comes to a mailbox. */
export interface MailLoad {
  /** Mails an hour at the height of the day. */
  peak: number;
  /** Hours by which its day is later than others'. */
  zone: number;
}

/** Many get little, few get much; a tenth is hardly used at all. */
export function drawLoad(random: Random): MailLoad {
  const zone = Math.floor(random.between(0, 9));
  const rank = random.next();
  if (rank < 0.1) return { peak: 0.2, zone };
  if (rank < 0.75) return { peak: random.between(1, 8), zone };
  return { peak: rank < 0.95 ? random.between(8, 40) : random.between(40, 160), zone };
}

/** Share of the peak by the hour of the day: nights are quiet, mornings are not. */
const day = [
  0.02, 0.02, 0.02, 0.02, 0.03, 0.05, 0.15, 0.45, 0.9, 1, 0.95, 0.8, 0.55, 0.75, 0.9, 0.85, 0.7,
  0.45, 0.25, 0.15, 0.1, 0.08, 0.05, 0.03,
];

/** Mails an hour at a time (ms). */
export function rateAt({ peak, zone }: MailLoad, time: number): number {
  const hour = Math.floor(time / hourMs + 24 - zone) % 24;
  return peak * (day[hour] ?? 0);
}
