import { useCallback, useEffect, useRef, useState } from 'react';
import { useText } from '../text/use-text.ts';

/** How often an open panel looks how many requests met a fault. */
const lookAgainMs = 3_000;

/**
 * What a service says, read anew every few seconds and after each change. `act` makes a change and
 * tells where it failed; `guess` is what is shown until the service says what became of it.
 */
export function usePolled<T>(load: () => Promise<T>) {
  const { t } = useText();
  const [data, setData] = useState<T>();
  const [failure, setFailure] = useState('');
  const [refusal, setRefusal] = useState('');
  const words = useCallback(
    (error: unknown) =>
      // A TypeError is what the browser throws where nobody listens.
      error instanceof TypeError ? t('faults.notRunning') : String(error),
    [t],
  );
  const turn = useRef(0);
  const read = useCallback(() => {
    turn.current += 1;
    const own = turn.current;
    load().then(
      (next) => {
        // What was asked before a change does not undo it.
        if (own !== turn.current) return;
        setData(next);
        setFailure('');
      },
      (error: unknown) => setFailure(words(error)),
    );
  }, [load, words]);
  useEffect(() => {
    read();
    const timer = setInterval(read, lookAgainMs);
    return () => clearInterval(timer);
  }, [read]);
  const act = (change: Promise<unknown>, guess = data) => {
    turn.current += 1;
    setData(guess);
    setRefusal('');
    change.catch((error: unknown) => setRefusal(words(error))).finally(read);
  };
  return { data, failure: failure || refusal, act };
}
