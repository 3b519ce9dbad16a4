import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarGroup,
  Spinner,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useContext, useSyncExternalStore } from 'react';
import type { TextKey } from '../text/keys.ts';
import { useText } from '../text/use-text.ts';
import { ActivitiesContext, type Activity } from './activity.ts';

const words: Record<Activity['state'], TextKey> = {
  running: 'functions.running',
  failed: 'functions.failed',
  unavailable: 'functions.unavailable',
  'timed-out': 'functions.timedOut',
};

/** The add-ins’ functions that run now, and those that went wrong. */
export function ActivityBars() {
  const { t } = useText();
  const activities = useContext(ActivitiesContext);
  const list = useSyncExternalStore(activities.subscribe, activities.list);
  return (
    <MessageBarGroup>
      {list.map(({ key, addInName, state }) => (
        <MessageBar
          key={key}
          intent={state === 'running' ? 'info' : 'error'}
          {...(state === 'running' && { icon: <Spinner size="tiny" /> })}
        >
          <MessageBarBody>{t(words[state], { name: addInName })}</MessageBarBody>
          {state !== 'running' && (
            <MessageBarActions
              containerAction={
                <Button
                  appearance="transparent"
                  aria-label={t('app.dismiss')}
                  icon={<DismissRegular />}
                  onClick={() => activities.dismiss(key)}
                />
              }
            />
          )}
        </MessageBar>
      ))}
    </MessageBarGroup>
  );
}
