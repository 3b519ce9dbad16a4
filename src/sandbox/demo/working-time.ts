const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** 7:00–16:00 UTC: office hours in London and Budapest alike. */
const OPENS = 7 * 60;
const OPEN_MINUTES = 9 * 60;

/** The moment that lies so many working minutes (Monday to Friday, office hours) before `now`. */
export function workingTime(now: Date, minutesBack: number): Date {
  let day = startOfDay(now);
  let open = openMinutes(day, (now.getTime() - day) / MINUTE);
  let left = minutesBack;
  while (left > open) {
    left -= open;
    day -= DAY;
    open = openMinutes(day, 24 * 60);
  }
  return new Date(day + (OPENS + open - left) * MINUTE);
}

/** So many minutes before `now`, but never before today (UTC) began. `minutes` below 100. */
export function earlierToday(now: Date, minutes: number): Date {
  const passed = now.getTime() - startOfDay(now);
  return new Date(now.getTime() - Math.min(minutes * MINUTE, (passed * minutes) / 100));
}

/** A whole hour of a day counted in working days from `now`: 0 is today or the next working day. */
export function workingDay(now: Date, days: number, hour: number): Date {
  const step = days < 0 ? -DAY : DAY;
  let day = startOfDay(now);
  while (isWeekend(day)) day += DAY;
  for (let left = Math.abs(days); left > 0; left -= 1) {
    do day += step;
    while (isWeekend(day));
  }
  return new Date(day + hour * 60 * MINUTE);
}

function openMinutes(day: number, minuteOfDay: number): number {
  if (isWeekend(day)) return 0;
  return Math.min(Math.max(Math.floor(minuteOfDay) - OPENS, 0), OPEN_MINUTES);
}

function startOfDay(date: Date): number {
  return Math.floor(date.getTime() / DAY) * DAY;
}

function isWeekend(day: number): boolean {
  return [0, 6].includes(new Date(day).getUTCDay());
}
