import { useRef, useState } from 'react';
import type { OutlookTask } from '../../../contracts/task.ts';
import type { RecordReference } from '../../../contracts/record.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ActionBar, ButtonRow } from '../../components/list-frame.tsx';
import { RecordSearch } from '../../components/record-search/record-search.tsx';
import { UntrackChoice } from '../../components/untrack-choice.tsx';
import type { Services } from '../../page/page.ts';
import { useText } from '../../text/use-text.ts';
import type { TaskWork } from './use-task-work.ts';

interface TaskActionsProps {
  services: Services;
  chosen: readonly OutlookTask[];
  work: TaskWork;
}

const referenceOf = ({ listId, taskId }: OutlookTask) => ({ listId, taskId });

const isIn = ({ state }: OutlookTask): boolean => state === 'tracked' || state === 'pending';

/** What can be done with the ticked tasks: track or update, set regarding, untrack. */
export function TaskActions({ services, chosen, work }: TaskActionsProps) {
  const { t } = useText();
  const [panel, setPanel] = useState<'regarding' | 'untrack' | null>(null);
  const bar = useRef<HTMLDivElement>(null);
  const tasks = chosen.map(referenceOf);
  const tracked = chosen.filter(isIn);
  const busy = work.doing !== null;
  const close = () => {
    setPanel(null);
    // The button that opened the panel is there again only after this.
    setTimeout(() => bar.current?.querySelector('button')?.focus(), 0);
  };
  const track = (more: { regarding?: RecordReference | null } = {}) => {
    setPanel(null);
    void work.run('track', { tasks, ...more });
  };
  const untrack = (deleteCopy: boolean) => {
    setPanel(null);
    void work.run('untrack', { tasks: tracked.map(referenceOf), deleteCopy });
  };
  return (
    <ActionBar holder={bar} count={t('lists.chosen', { count: chosen.length })}>
      {panel === 'regarding' && (
        <>
          <RecordSearch
            call={services.call}
            onPick={({ table, id }) => track({ regarding: { table, id } })}
            onClose={close}
          />
          <ButtonRow>
            {chosen.some(({ regarding }) => regarding) && (
              <ActionButton onClick={() => track({ regarding: null })}>
                {t('tasks.noRegarding')}
              </ActionButton>
            )}
            <ActionButton appearance="subtle" onClick={close}>
              {t('action.cancel')}
            </ActionButton>
          </ButtonRow>
        </>
      )}
      {panel === 'untrack' && (
        <UntrackChoice
          title={t('tasks.untrackTitle', { count: tracked.length })}
          text={t('tasks.untrackText')}
          mayDelete
          busy={busy}
          onChoose={untrack}
          onClose={close}
        />
      )}
      {panel === null && (
        <ButtonRow>
          <ActionButton appearance="primary" busy={busy} onClick={() => track()}>
            {t(tracked.length === chosen.length ? 'tasks.update' : 'action.track')}
          </ActionButton>
          <ActionButton busy={busy} onClick={() => setPanel('regarding')}>
            {t('action.setRegarding')}
          </ActionButton>
          {tracked.length > 0 && (
            <ActionButton busy={busy} onClick={() => setPanel('untrack')}>
              {t('action.untrack')}
            </ActionButton>
          )}
        </ButtonRow>
      )}
    </ActionBar>
  );
}
