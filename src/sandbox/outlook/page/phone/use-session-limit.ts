import { useEffect } from 'react';
import { useLatest } from '../app/use-latest.ts';
import type { Surface } from '../../manifest/add-in.ts';

/** A phone's Outlook gives an add-in that logs an appointment this long. */
export const logLimitMs = 60_000;

/** Calls `onEnd` when the session of a surface with a limit is over. */
export function useSessionLimit(surface: Surface | undefined, onEnd: () => void): void {
  const latest = useLatest(onEnd);
  useEffect(() => {
    if (surface !== 'MobileLogEventAppointmentAttendee') return;
    const timer = setTimeout(() => latest.current(), logLimitMs);
    return () => clearTimeout(timer);
  }, [surface, latest]);
}
