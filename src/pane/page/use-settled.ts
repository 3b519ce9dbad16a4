import { useEffect, useState } from 'react';

/** The service is asked once a pause, not once a letter (quality §1.1, point 40). */
const pauseMs = 350;

/** `value` once it has not changed for a moment. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    if (Object.is(value, settled)) return;
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, settled]);
  return settled;
}
