import { findWindows } from 'windows-iana';
import { toWall } from '../../../graph/calendar/time-zone.ts';
import type { Repetition } from '../host/compose-item.ts';

export const presets = ['once', 'daily', 'weekday', 'weekly', 'monthly', 'yearly'] as const;
export type Preset = (typeof presets)[number];

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const workdays = days.slice(1, 6);

export interface RepeatChoice {
  preset: Exclude<Preset, 'once'>;
  /** Every so many days, weeks, months or years. */
  interval: number;
  /** `2026-12-31`; empty: for ever. */
  until: string;
}

function patternOf({ preset, interval }: RepeatChoice, first: Date): Repetition['pattern'] {
  const day = { dayOfMonth: first.getUTCDate() };
  const weekly = { type: 'weekly', firstDayOfWeek: 'monday' };
  switch (preset) {
    case 'daily':
      return { type: 'daily', interval };
    case 'weekday':
      return { ...weekly, interval: 1, daysOfWeek: workdays };
    case 'weekly':
      return { ...weekly, interval, daysOfWeek: [days[first.getUTCDay()]] };
    case 'monthly':
      return { type: 'absoluteMonthly', interval, ...day };
    case 'yearly':
      return { type: 'absoluteYearly', interval, month: first.getUTCMonth() + 1, ...day };
  }
}

/** The series a person chose, from the day the appointment starts on in its zone. */
export function repetitionOf(choice: RepeatChoice, start: number, zone: string): Repetition {
  const first = toWall(new Date(start), zone);
  return {
    pattern: patternOf(choice, first),
    range: {
      type: choice.until ? 'endDate' : 'noEnd',
      startDate: first.toISOString().slice(0, 10),
      ...(choice.until && { endDate: choice.until }),
      recurrenceTimeZone: findWindows(zone)[0] ?? 'UTC',
    },
  };
}

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

function presetOf({ pattern }: Repetition): RepeatChoice['preset'] | undefined {
  const list = listOf(pattern['daysOfWeek']);
  switch (pattern['type']) {
    case 'daily':
      return 'daily';
    case 'weekly':
      if (list.length === 1) return 'weekly';
      return workdays.every((day) => list.includes(day)) && list.length === 5
        ? 'weekday'
        : undefined;
    case 'absoluteMonthly':
      return 'monthly';
    case 'absoluteYearly':
      return 'yearly';
    default:
      return undefined;
  }
}

/** What the editor shows of a series; undefined where it is none a person can choose here. */
export function choiceOf(repetition: Repetition): RepeatChoice | undefined {
  const preset = presetOf(repetition);
  const { type, endDate } = repetition.range;
  if (!preset || type === 'numbered') return undefined;
  const until = type === 'endDate' ? String(endDate) : '';
  return { preset, interval: Number(repetition.pattern['interval'] ?? 1), until };
}
