import type { Browser } from 'playwright-core';
import type { Look } from './look.ts';
import { composeStops } from './compose-stops.ts';
import { elsewhereStops } from './elsewhere-stops.ts';
import { listStops } from './list-stops.ts';
import { meetingStops } from './meeting-stops.ts';
import { peopleStops } from './people-stops.ts';
import { trackingStops } from './tracking-stops.ts';
import type { Lead, PaneTour } from './pane-tour.ts';
import type { Mailbox, Urls } from './world.ts';

/** Who leads through the tour, and with what. */
export interface Guide {
  browser: Browser;
  look: Look;
  urls: Urls;
  /** Of the person of the tour. */
  mailbox: Mailbox;
  tour: PaneTour;
  lead?: Lead | undefined;
  /** Ends what a stop spoiled. */
  mend?: () => Promise<void>;
}

/** A screen of the pane and how to get there from the stop before. */
export interface Stop {
  /** Of its picture, in kebab case. */
  name: string;
  /** Phones offer no add-ins where it is. */
  isDesktopOnly?: boolean;
  isPhoneOnly?: boolean;
  /** Leaves nothing changed, and needs no stop before it. */
  isAlone?: boolean;
  /** Where another person, or another start, is needed: a tour for this stop alone. */
  open?: (guide: Guide) => Promise<PaneTour>;
  go: (guide: Guide) => Promise<unknown>;
  leave?: (guide: Guide) => Promise<void>;
}

/** Every screen of the pane, in an order that can be walked. */
export const stops: readonly Stop[] = [
  ...trackingStops,
  ...peopleStops,
  ...listStops,
  ...meetingStops,
  ...composeStops,
  ...elsewhereStops,
];

type Miss = (stop: Stop, error: unknown, tour: PaneTour) => Promise<void> | void;

/** Walks the stops: `see` is called at each, `miss` where one cannot be reached. */
export async function walk(
  guide: Guide,
  some: readonly Stop[],
  see: (stop: Stop, tour: PaneTour) => Promise<void>,
  miss: Miss,
): Promise<void> {
  const { isPhone } = guide.tour;
  for (const stop of some) {
    if (isPhone ? stop.isDesktopOnly : stop.isPhoneOnly) continue;
    const here = { ...guide };
    try {
      if (stop.open) here.tour = await stop.open(here);
      await stop.go(here);
      await see(stop, here.tour);
    } catch (error) {
      await miss(stop, error, here.tour);
    }
    await stop.leave?.(here);
    await here.mend?.();
    if (here.tour !== guide.tour) await here.tour.close();
  }
}
