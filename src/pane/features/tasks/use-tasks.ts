import { useCallback, useRef } from 'react';
import type { OutlookTask, OutlookTasks } from '../../../contracts/task.ts';
import type { StateFilter } from '../../../contracts/contact.ts';
import type { Call } from '../../api/call.ts';
import { useLookAgain } from '../../page/use-look-again.ts';
import { usePages, type Pages } from '../../page/use-pages.ts';
import { useSettled } from '../../page/use-settled.ts';

export interface TasksView {
  text: string;
  state: StateFilter;
  withDone: boolean;
}

export type TasksInfo = Omit<OutlookTasks, 'tasks' | 'next'>;

export interface TaskPages extends Pages<OutlookTask, TasksInfo> {
  /** Reads To Do anew. */
  reread: () => void;
}

/** The tasks of To Do; looked at again while something is pending. */
export function useTasks(call: Call, { text, state, withDone }: TasksView): TaskPages {
  const query = useSettled(text.trim());
  const isFresh = useRef(true);
  const load = useCallback(
    async (at: string | null, signal: AbortSignal) => {
      const fresh = isFresh.current ? '1' : undefined;
      const done = withDone ? '1' : undefined;
      const asked = { q: query, state, done, from: at ?? '0', fresh };
      const { tasks, next, ...info } = await call.get<OutlookTasks>('/api/tasks', asked, signal);
      isFresh.current = false;
      return { items: tasks, next: next === null ? null : String(next), info };
    },
    [call, query, state, withDone],
  );
  const pages = usePages(load);
  const { info, loading, refresh } = pages;
  useLookAgain({ pending: info?.pending ?? 0, loading, refresh });
  const reread = useCallback(() => {
    isFresh.current = true;
    void refresh();
  }, [refresh]);
  return { ...pages, reread };
}
