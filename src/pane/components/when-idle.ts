/** Where the browser cannot tell when it is idle: later than what the person waits for. */
const laterMs = 300;

/** Runs once there is nothing more urgent, such as showing what has just arrived. Returns how to stop it. */
export function whenIdle(run: () => void): () => void {
  // Older WebKit lacks it.
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(run, laterMs);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(run);
  return () => cancelIdleCallback(handle);
}
