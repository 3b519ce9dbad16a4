import { useRef, useState } from 'react';
import { Failure } from '../../api/failure.ts';
import { problemOf, type ComposeProblem } from '../../host/compose/compose-error.ts';

export type Outcome =
  | { kind: 'busy' }
  | { kind: 'done'; text: string }
  | { kind: 'problem'; problem: ComposeProblem }
  | { kind: 'failure'; failure: Failure }
  | null;

/** One action at a time, so a double click does one thing; what came of the last is kept. */
export function useAction() {
  const [outcome, setOutcome] = useState<Outcome>(null);
  const running = useRef(false);
  const run = async (work: () => Promise<string>): Promise<void> => {
    if (running.current) return;
    running.current = true;
    setOutcome({ kind: 'busy' });
    try {
      setOutcome({ kind: 'done', text: await work() });
    } catch (error) {
      setOutcome(
        error instanceof Failure
          ? { kind: 'failure', failure: error }
          : { kind: 'problem', problem: problemOf(error) },
      );
    } finally {
      running.current = false;
    }
  };
  return { outcome, busy: outcome?.kind === 'busy', run, clear: () => setOutcome(null) };
}

export type Action = ReturnType<typeof useAction>;
