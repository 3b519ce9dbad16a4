import type { EventHandlers } from './event-stream.ts';

type Listen = (handlers: EventHandlers) => () => void;

/** The event stream with a switch (V-09). */
export interface Live {
  listen: Listen;
  turn: (on: boolean) => void;
}

/** @param isOn whether it is on at first; off, `listen` waits for `turn` */
export function createLive(open: Listen, isOn: boolean): Live {
  let on = isOn;
  let wanted: EventHandlers | null = null;
  let stop: (() => void) | null = null;
  const apply = () => {
    if (on && wanted && !stop) stop = open(wanted);
    if (on && wanted) return;
    stop?.();
    stop = null;
  };
  return {
    listen: (handlers) => {
      wanted = handlers;
      apply();
      return () => {
        wanted = null;
        apply();
      };
    },
    turn: (next) => {
      on = next;
      apply();
    },
  };
}
