import { MessageBar, MessageBarBody, MessageBarGroup } from '@fluentui/react-components';
import { useSyncExternalStore } from 'react';
import { useOutlook } from '../app/outlook-context.ts';
import type { Notification } from '../host/notifications.ts';

const intents: Record<Notification['type'], 'info' | 'error'> = {
  informationalMessage: 'info',
  progressIndicator: 'info',
  insightMessage: 'info',
  errorMessage: 'error',
};

/** What the add-in put above the open item. */
export function NotificationBars({ itemId }: { itemId: string }) {
  const { notifications, addIn } = useOutlook();
  const list = useSyncExternalStore(notifications.subscribe, () => notifications.of(itemId));
  return (
    <MessageBarGroup>
      {list.map(({ key, type, message }) => (
        <MessageBar key={key} intent={intents[type]}>
          <MessageBarBody>
            {addIn?.name}: {message}
          </MessageBarBody>
        </MessageBar>
      ))}
    </MessageBarGroup>
  );
}
