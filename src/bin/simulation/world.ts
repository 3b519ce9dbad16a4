import type { FaultRates } from './outside.ts';

/** A world to simulate. */
export interface World {
  seed: number;
  mailboxes: number;
  /** The hour of the day at which it begins (UTC). */
  from: number;
  /** Of mail and faults; a quiet time follows, in which everything comes to rest. */
  hours: number;
  /** Worker processes, and cycles each runs at once. */
  workers: number;
  slots: number;
  services: number;
  /** Mail of every mailbox, times this. */
  load: number;
  faults: {
    exchange: FaultRates;
    crm: FaultRates;
    /** The chance that a process dies, at each thing it asks of the outside. */
    crash: number;
    /** … and at these, by the names of port and function. */
    crashAt?: Readonly<Record<string, number>>;
    /** Times an hour that a process stands still for so long that others take over. */
    pause: number;
    /** Times an hour that the CRM, and each mailbox, is away for a few minutes. */
    crmAway: number;
    mailboxAway: number;
    /** Times an hour that a mailbox forgets how far a folder was read (410). */
    forgotten: number;
  };
}

export const usualWorld: Omit<World, 'seed'> = {
  mailboxes: 1_000,
  from: 0,
  hours: 24,
  workers: 2,
  slots: 8,
  services: 2,
  load: 1,
  faults: {
    exchange: { unavailable: 0.002, lostAnswer: 0.001, silent: 0.0005, throttled: 0.001 },
    crm: { unavailable: 0.002, lostAnswer: 0.001, silent: 0.0005, throttled: 0.001 },
    crash: 0.000_005,
    pause: 0.5,
    crmAway: 0.1,
    mailboxAway: 0.01,
    forgotten: 0.02,
  },
};

/** Few mailboxes in which much goes wrong. */
export const shortWorld: Omit<World, 'seed'> = {
  ...usualWorld,
  ...{ mailboxes: 60, from: 11, hours: 3 },
  faults: {
    exchange: { unavailable: 0.01, lostAnswer: 0.01, silent: 0.002, throttled: 0.003 },
    crm: { unavailable: 0.02, lostAnswer: 0.02, silent: 0.003, throttled: 0.005 },
    crash: 0.000_3,
    pause: 60,
    crmAway: 0.2,
    mailboxAway: 0.05,
    forgotten: 0.2,
  },
};

export const tenantId = '00000000-0000-4000-8000-0000000000aa';

/** The same number, the same id. */
export const uuid = (number: number): string =>
  `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;

export const minute = 60_000;
export const hour = 60 * minute;
/** Midnight, UTC. */
export const dayBegins = Date.parse('2026-11-23T00:00:00Z');
