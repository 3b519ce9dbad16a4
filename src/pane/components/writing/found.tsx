import type { ReactNode } from 'react';
import type { PaneStore } from '../../store/pane-store.ts';
import { ProblemNotice } from '../problem-notice.tsx';
import { Skeleton } from '../skeleton.tsx';
import type { Answer } from './use-answer.ts';

interface FoundProps<T> {
  answer: Answer<T>;
  store: Pick<PaneStore, 'signIn'>;
  children: (data: T) => ReactNode;
}

/** What the service answered, is being asked, or why it did not answer. */
export function Found<T>({ answer, store, children }: FoundProps<T>) {
  const { data, asking, failure, retry } = answer;
  if (failure) return <ProblemNotice failure={failure} store={store} onRetry={retry} />;
  if (data) return <>{children(data)}</>;
  return asking ? <Skeleton width="100%" height="72px" /> : null;
}
