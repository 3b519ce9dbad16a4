import { Button, makeStyles, mergeClasses, Tooltip, tokens } from '@fluentui/react-components';
import { PinFilled, PinRegular } from '@fluentui/react-icons';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { AddIn, Button as AddInButton, Surface } from '../../manifest/add-in.ts';
import { useOutlook } from '../app/outlook-context.ts';
import { itemChangedFault } from '../app/item-changed.ts';
import { currentTheme, useTheme } from '../app/theme.ts';
import type { HostItem } from '../host/backend.ts';
import { type Conversation, hostEvents } from '../host/conversation.ts';
import type { HostPage } from '../host/session.ts';
import { officeTheme } from '../host/theme.ts';
import { useIsPhone } from '../phone/use-is-phone.ts';
import { useSessionLimit } from '../phone/use-session-limit.ts';
import { AddInDialog } from './add-in-dialog.tsx';
import { PaneFrame } from './pane-frame.tsx';
import { useDialog } from './use-dialog.ts';
import { useOfficeFrame } from './use-office-frame.ts';
import { useText } from '../text/use-text.ts';

const useStyles = makeStyles({
  frame: {
    flexGrow: 1,
    minBlockSize: 0,
    '& iframe': { display: 'block', border: 'none', inlineSize: '100%', blockSize: '100%' },
  },
  pinned: { color: tokens.colorBrandForeground1 },
});

export interface TaskPaneProps {
  addIn: AddIn;
  button: AddInButton;
  surface: Surface | undefined;
  /** What is open now: undefined while it is being read, null for nothing. */
  item: HostItem | null | undefined;
  /** The selection, known before its item is read. */
  selectedId: string | null;
  onClose: () => void;
}

/** A pinned pane follows the selection; another one closes when the selection moves on. */
function useFollowing(
  { button, item, selectedId, onClose }: TaskPaneProps,
  conversation: { current: Conversation | null },
  isPinned: boolean,
): void {
  const openedWith = useRef(selectedId);
  useEffect(() => {
    if (!isPinned && selectedId !== openedWith.current) onClose();
  }, [isPinned, selectedId, onClose]);

  useEffect(() => {
    const { current } = conversation;
    if (!current || item === undefined) return;
    // Without the pin only the same item, read anew, is handed on.
    if (!isPinned && !current.isAbout(item)) return;
    const isWelcome = button.action.type === 'pane' && button.action.supportsNoItemContext;
    current.setItem(item, isWelcome, itemChangedFault()).catch(reportError);
    openedWith.current = item?.id ?? null;
  }, [item, isPinned, conversation, button]);
}

function useThemeEvent(conversation: { current: Conversation | null }): void {
  const theme = useTheme();
  useEffect(() => {
    conversation.current?.raise(hostEvents.themeChanged, officeTheme(theme));
  }, [theme, conversation]);
}

const leaveFocus: HostPage['leaveFocus'] = (direction) => {
  const id = direction === 'forward' ? 'outlook-header' : 'task-pane-close';
  document.getElementById(id)?.focus();
};

interface PinButtonProps {
  isPinned: boolean;
  onToggle: () => void;
}

function PinButton({ isPinned, onToggle }: PinButtonProps) {
  const styles = useStyles();
  const { t } = useText();
  return (
    <Tooltip content={t(isPinned ? 'pane.unpin' : 'pane.pin')} relationship="description">
      <Button
        appearance="subtle"
        aria-label={t('pane.pin')}
        aria-pressed={isPinned}
        className={mergeClasses(isPinned && styles.pinned)}
        icon={isPinned ? <PinFilled /> : <PinRegular />}
        onClick={onToggle}
      />
    </Tooltip>
  );
}

/** The add-in's task pane; phones know no pins. */
export function TaskPane(props: TaskPaneProps) {
  const { button, item, onClose } = props;
  const styles = useStyles();
  const { t } = useText();
  const { forms } = useOutlook();
  const container = useRef<HTMLDivElement>(null);
  const [isPinned, setPinned] = useState(false);
  const isPhone = useIsPhone();
  const canPin = !isPhone && button.action.type === 'pane' && button.action.supportsPinning;
  const conversation = useRef<Conversation | null>(null);
  const dialog = useDialog(conversation);
  const page = useMemo<HostPage>(
    () => ({ ...forms, closeContainer: onClose, leaveFocus, ...dialog.page }),
    [onClose, forms, dialog.page],
  );
  useOfficeFrame({
    addIn: props.addIn,
    conversation,
    container,
    title: button.label,
    url: button.action.type === 'pane' ? button.action.url : '',
    item: item ?? null,
    page,
    onRegistered: (registered, event) => {
      if (event === hostEvents.themeChanged) registered.raise(event, officeTheme(currentTheme()));
    },
  });
  useFollowing(props, conversation, isPinned);
  useThemeEvent(conversation);
  useSessionLimit(props.surface, () => {
    reportError(new Error(t('pane.sessionOver', { name: props.addIn.name })));
    onClose();
  });

  return (
    <PaneFrame
      title={button.label}
      onClose={onClose}
      actions={canPin && <PinButton isPinned={isPinned} onToggle={() => setPinned(!isPinned)} />}
    >
      <div ref={container} className={styles.frame} />
      {dialog.request && (
        <AddInDialog
          addIn={props.addIn}
          title={t('pane.dialog', { name: button.label })}
          request={dialog.request}
          conversation={dialog.child}
          onMessage={dialog.onMessage}
          onClose={dialog.onClose}
        />
      )}
    </PaneFrame>
  );
}
