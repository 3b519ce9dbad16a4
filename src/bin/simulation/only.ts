/**
 * A port of which the simulated paths touch these functions alone: whatever else is asked of it is an
 * error that says so, never a silent answer.
 */
export function only<T extends object>(name: string, known: Partial<T> = {}): T {
  return new Proxy(known, {
    get: (target, key) => {
      // Promises are looked for; ports are none.
      if (key === 'then') return undefined;
      if (key in target) return Reflect.get(target, key) as unknown;
      throw new Error(`the simulation has no ${name}.${String(key)}`);
    },
  }) as T;
}
