import { useState } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { TFunction } from 'i18next';
import type { OutlookTask } from '../../../contracts/task.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { CheckRow } from '../../components/check-row.tsx';
import { ItemState } from '../../components/item-state.tsx';
import { ListFrame } from '../../components/list-frame.tsx';
import { ListChoice, ListSearch, ListTools } from '../../components/list-tools.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { SelectRow } from '../../components/select-row.tsx';
import type { PageProps } from '../../page/page.ts';
import { useTicked } from '../../page/use-ticked.ts';
import { useText } from '../../text/use-text.ts';
import { TaskActions } from './task-actions.tsx';
import { TaskFacts } from './task-facts.tsx';
import { useTaskWork, type TaskWork } from './use-task-work.ts';
import { useTasks, type TasksView } from './use-tasks.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  status: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
});

const mostAtOnce = 100;
const states = ['all', 'tracked', 'untracked'] as const;

const stateText = (
  t: TFunction,
  { state, problem, regarding, isRecurring }: OutlookTask,
): string => {
  if (isRecurring && state !== 'tracked') return t('tasks.repeats');
  if (state === 'failed' && problem) return t(`problem.${problem}.title`);
  if (regarding?.name) {
    return t('lists.stateOf', { state: t(`status.${state}`), name: regarding.name });
  }
  return t(`status.${state}`);
};

/** A day in the reader's language; To Do's days have no zone. */
const formatDay = (language: string, day: string): string =>
  new Intl.DateTimeFormat(language, {
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));

const Report = ({ work: { doing, progress, outcomes } }: { work: TaskWork }) => {
  const { t } = useText();
  const failed = (outcomes ?? []).filter(({ state }) => state === 'failed');
  const said = (): string => {
    if (doing) return t(`tasks.doing.${doing}`);
    if (progress && progress.pending > 0) {
      return t('tasks.progress', {
        done: progress.total - progress.pending,
        count: progress.total,
      });
    }
    const done = (outcomes?.length ?? 0) - failed.length;
    const parts = [
      done > 0 && t('tasks.done', { count: done }),
      failed.length > 0 && t('tasks.failed', { count: failed.length }),
    ];
    return parts.filter(Boolean).join(' ');
  };
  return (
    <p role="status" className={useStyles().status}>
      {said()}
    </p>
  );
};

/** Tasks of Microsoft To Do; add-ins never open on a task itself (H-01, §1.1.7). */
export function TasksPage({ services }: PageProps) {
  const styles = useStyles();
  const { t, language } = useText();
  const { call, store } = services;
  const [view, setView] = useState<TasksView>({ text: '', state: 'all', withDone: false });
  const list = useTasks(call, view);
  const ticked = useTicked<OutlookTask>(mostAtOnce, ({ key }) => key);
  const work = useTaskWork(call, () => {
    ticked.clear();
    void list.refresh();
  });
  const items = list.items ?? [];
  const open = items.filter(({ isRecurring }) => !isRecurring);
  const change = (part: Partial<TasksView>) => setView((now) => ({ ...now, ...part }));
  const isNarrowed = view.text.trim() !== '' || view.state !== 'all';
  const detailOf = ({ dueOn, listName }: OutlookTask) =>
    [dueOn && t('tasks.due', { day: formatDay(language, dueOn) }), listName]
      .filter(Boolean)
      .join(' · ');
  return (
    <div className={styles.page}>
      <ListTools>
        <ListSearch
          label={t('tasks.search')}
          value={view.text}
          onChange={(text) => change({ text })}
        />
        <ListChoice
          label={t('lists.state')}
          value={view.state}
          options={states.map((value) => ({ value, label: t(`lists.states.${value}`) }))}
          onChange={(state) => change({ state })}
        />
      </ListTools>
      <CheckRow
        label={t('tasks.withDone')}
        checked={view.withDone}
        onChange={(withDone) => change({ withDone })}
      />
      <Report work={work} />
      {work.failure && (
        <ProblemNotice failure={work.failure} store={store} onRetry={() => void list.refresh()} />
      )}
      <ListFrame
        pages={list}
        store={store}
        onRetry={() => void list.refresh()}
        count={t('tasks.count', { count: list.info?.total ?? 0 })}
        empty={
          isNarrowed
            ? { title: t('lists.noneTitle'), text: t('lists.noneText') }
            : {
                title: t('tasks.emptyTitle'),
                text: t('tasks.emptyText'),
                action: <ActionButton onClick={list.reread}>{t('lists.reread')}</ActionButton>,
              }
        }
        all={
          open.length > 0
            ? {
                label: t('lists.all'),
                checked: open.slice(0, mostAtOnce).every(ticked.has),
                onChange: (isIn) => ticked.set(open, isIn),
              }
            : undefined
        }
      >
        {items.map((task) => (
          <SelectRow
            key={task.key}
            name={task.title || t('lists.noName')}
            detail={detailOf(task)}
            state={<ItemState state={task.state} text={stateText(t, task)} />}
            checked={ticked.has(task)}
            disabled={task.isRecurring || (ticked.isFull && !ticked.has(task))}
            selectLabel={t('lists.select', { name: task.title })}
            onSelect={(isIn) => ticked.set([task], isIn)}
          >
            <TaskFacts task={task} />
          </SelectRow>
        ))}
      </ListFrame>
      {ticked.items.length > 0 && (
        <TaskActions services={services} chosen={ticked.items} work={work} />
      )}
    </div>
  );
}
