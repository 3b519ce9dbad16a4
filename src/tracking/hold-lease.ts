/** A third of a lease. */
const renewEveryMs = 3_000;

/** Keeps leases while `work` runs, and ends `work` when they are lost or `longestMs` are over. */
export async function holdLease<T>(
  renew: () => Promise<boolean>,
  longestMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController();
  const timer = setInterval(() => {
    renew().then(
      (isHeld) => (isHeld ? undefined : lost.abort()),
      () => lost.abort(),
    );
  }, renewEveryMs).unref();
  try {
    return await work(AbortSignal.any([lost.signal, AbortSignal.timeout(longestMs)]));
  } finally {
    clearInterval(timer);
  }
}
