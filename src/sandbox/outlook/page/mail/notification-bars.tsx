import {
  Button,
  Link,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarGroup,
  ProgressBar,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useSyncExternalStore } from 'react';
import { useOutlook } from '../app/outlook-context.ts';
import type { HostItem } from '../host/backend.ts';
import { hostEvents } from '../host/conversation.ts';
import type { Notification } from '../host/notifications.ts';
import { findButton } from '../launch-events/use-launcher.ts';
import { useText } from '../text/use-text.ts';

const intents: Record<Notification['type'], 'info' | 'error'> = {
  informationalMessage: 'info',
  progressIndicator: 'info',
  insightMessage: 'info',
  errorMessage: 'error',
};

/** office.js's numbers of what a notification is, and of what was done with it. */
const infobarTypes: Record<Notification['type'], number> = {
  informationalMessage: 0,
  progressIndicator: 1,
  errorMessage: 2,
  insightMessage: 3,
};
const actionTypes = { showTaskPane: 0, dismiss: 1 } as const;

export interface NotificationBarsProps {
  itemId: string;
  /** The form the notifications stand in. */
  form?: HostItem;
}

function useActions({ itemId, form }: NotificationBarsProps) {
  const { notifications, router, addIns, press, launcher } = useOutlook();
  const tell = ({ addInId, type }: Notification, action: keyof typeof actionTypes) => {
    const details = { actionType: actionTypes[action], infobarType: infobarTypes[type] };
    router.raise(addInId, itemId, hostEvents.infobarClicked, [details]);
  };
  const dismiss = (gone: Notification) => {
    notifications.set(
      itemId,
      notifications.of(itemId).filter((one) => one !== gone),
    );
    tell(gone, 'dismiss');
    if (!form) return;
    const infobarDetails = {
      actionType: actionTypes.dismiss,
      infobarType: infobarTypes[gone.type],
    };
    launcher
      .launch('OnInfoBarDismissClicked', form, { infobarDetails }, { addInId: gone.addInId })
      .catch(reportError);
  };
  const act = (notification: Notification) => {
    const { action, addInId } = notification;
    const addIn = addIns.find(({ id }) => id === addInId);
    const button = addIn && action && findButton(addIn, action.commandId);
    tell(notification, 'showTaskPane');
    if (!addIn || !button) return;
    notifications.giveContext(addInId, action.context);
    press(addIn, button, form ? { form } : {});
  };
  return { dismiss, act };
}

/** What add-ins put above the open item. */
export function NotificationBars(props: NotificationBarsProps) {
  const { itemId } = props;
  const { notifications } = useOutlook();
  const { t } = useText();
  const list = useSyncExternalStore(notifications.subscribe, () => notifications.of(itemId));
  const { dismiss, act } = useActions(props);
  return (
    <MessageBarGroup>
      {list.map((one) => (
        <MessageBar key={`${one.addInId} ${one.key}`} intent={intents[one.type]}>
          <MessageBarBody>
            {one.addInName}: {one.message}{' '}
            {one.action && (
              <Link as="button" onClick={() => act(one)}>
                {one.action.text}
              </Link>
            )}
            {one.type === 'progressIndicator' && <ProgressBar aria-label={one.message} />}
          </MessageBarBody>
          <MessageBarActions
            containerAction={
              <Button
                appearance="transparent"
                aria-label={t('notification.dismiss', { name: one.addInName })}
                icon={<DismissRegular />}
                onClick={() => dismiss(one)}
              />
            }
          />
        </MessageBar>
      ))}
    </MessageBarGroup>
  );
}
