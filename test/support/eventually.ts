import { setTimeout as pause } from 'node:timers/promises';

/** What `read` gives once `isRight` accepts it; fails with the last of it after `withinMs`. */
export async function eventually<T>(
  read: () => Promise<T>,
  isRight: (value: T) => boolean,
  withinMs = 20_000,
): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    const value = await read();
    if (isRight(value)) return value;
    if (performance.now() > end)
      throw new Error(`Still ${JSON.stringify(value)} after ${withinMs} ms`);
    await pause(100);
  }
}
