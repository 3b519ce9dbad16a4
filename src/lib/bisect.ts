export interface Bisection<T, R> {
  /** Does all of it or throws. */
  attempt: (items: readonly T[]) => Promise<R[]>;
  /** What an item comes to that fails also alone. */
  alone: (item: T, error: unknown) => R;
  /** It says that nothing at all can be done now, rather than something about the items. */
  isOutage: (error: unknown) => boolean;
}

/** So many items that fail alone, while nothing worked, are an outage. */
const lonelyFailures = 2;

/**
 * Does the same for many items at once; what is refused as a whole is tried in halves, so that one
 * bad item never holds up the others.
 * @returns results in the items' order.
 * @throws what `attempt` threw, where it is an outage.
 */
export async function bisect<T, R>(
  items: readonly T[],
  { attempt, alone, isOutage }: Bisection<T, R>,
): Promise<R[]> {
  let worked = false;
  let lonely = 0;
  const run = async (part: readonly T[]): Promise<R[]> => {
    try {
      const results = await attempt(part);
      worked = true;
      return results;
    } catch (error) {
      const [only] = part;
      if (only === undefined) return [];
      if (part.length === 1) {
        lonely += 1;
        if (isOutage(error) && !worked && lonely >= lonelyFailures) throw error;
        return [alone(only, error)];
      }
      const half = Math.ceil(part.length / 2);
      return [...(await run(part.slice(0, half))), ...(await run(part.slice(half)))];
    }
  };
  return run(items);
}
