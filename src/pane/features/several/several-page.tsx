import { useCallback, useState } from 'react';
import type { SeveralProgress, SeveralRunning } from '../../../contracts/several.ts';
import { Skeleton } from '../../components/skeleton.tsx';
import type { PageProps } from '../../page/page.ts';
import { useAnswer } from '../../page/use-answer.ts';
import { BatchProgress } from './batch-progress.tsx';
import { ChooseMessages } from './choose-messages.tsx';

/** Tracks several messages by one click; what runs already is shown again. */
export function SeveralPage({ services }: PageProps) {
  const { call } = services;
  const { answer, failure } = useAnswer(
    useCallback(
      (signal: AbortSignal) => call.get<SeveralRunning>('/api/items/several', {}, signal),
      [call],
    ),
  );
  // Undefined: nothing was started here yet; null: the person is done with what was.
  const [started, setStarted] = useState<SeveralProgress | null>();
  const batch = started === undefined ? answer?.batch : started;
  if (batch) {
    const done = () => setStarted(null);
    return <BatchProgress key={batch.id} first={batch} services={services} onDone={done} />;
  }
  // Whether something runs is worth waiting for, but not knowing it hinders nobody.
  if (started === undefined && !answer && !failure) return <Skeleton width="100%" height="72px" />;
  return <ChooseMessages services={services} onStart={setStarted} />;
}
