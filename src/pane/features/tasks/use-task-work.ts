import { useState } from 'react';
import type { SeveralProgress } from '../../../contracts/several.ts';
import type { TaskOutcomes } from '../../../contracts/task.ts';
import type { Call } from '../../api/call.ts';
import { toFailure, type Failure } from '../../api/failure.ts';
import { useProgress } from '../../page/use-progress.ts';

export interface TaskWork {
  doing: 'track' | 'untrack' | null;
  failure: Failure | null;
  /** What became of the last request. */
  outcomes: TaskOutcomes['tasks'] | null;
  progress: SeveralProgress | null;
  run: (verb: 'track' | 'untrack', body: object) => Promise<void>;
}

/** Sends what is wanted of tasks, one thing at a time: a double click does one thing. */
export function useTaskWork(call: Call, onDone: () => void): TaskWork {
  const [doing, setDoing] = useState<TaskWork['doing']>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [answer, setAnswer] = useState<TaskOutcomes | null>(null);
  const progress = useProgress(call, answer?.batchId ?? null);
  const run = async (verb: 'track' | 'untrack', body: object): Promise<void> => {
    if (doing) return;
    setDoing(verb);
    setFailure(null);
    try {
      setAnswer(await call.send<TaskOutcomes>('POST', `/api/tasks/${verb}`, body));
      onDone();
    } catch (error) {
      setFailure(toFailure(error));
    }
    setDoing(null);
  };
  return { doing, failure, outcomes: answer?.tasks ?? null, progress, run };
}
