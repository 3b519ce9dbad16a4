import { Button, makeStyles, mergeClasses, Tooltip, tokens } from '@fluentui/react-components';
import { DismissRegular, PinFilled, PinRegular } from '@fluentui/react-icons';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Button as AddInButton } from '../../manifest/add-in.ts';
import { useTheme } from '../app/theme.ts';
import type { OpenItem } from '../host/backend.ts';
import { type Conversation, hostEvents } from '../host/conversation.ts';
import type { HostPage } from '../host/session.ts';
import { officeTheme } from '../host/theme.ts';
import { AddInDialog } from './add-in-dialog.tsx';
import { showItem } from './show-item.ts';
import { useDialog } from './use-dialog.ts';
import { useOfficeFrame } from './use-office-frame.ts';

const useStyles = makeStyles({
  pane: {
    display: 'flex',
    flexDirection: 'column',
    inlineSize: '320px',
    flexShrink: 0,
    minBlockSize: 0,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    '@media (max-width: 720px)': { position: 'fixed', inset: 0, inlineSize: 'auto', zIndex: 10 },
  },
  header: {
    display: 'flex',
    alignItems: 'center',
    paddingInlineStart: tokens.spacingHorizontalM,
    paddingInlineEnd: tokens.spacingHorizontalXS,
    minBlockSize: '44px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, marginInlineEnd: 'auto' },
  frame: {
    flexGrow: 1,
    minBlockSize: 0,
    '& iframe': { display: 'block', border: 'none', inlineSize: '100%', blockSize: '100%' },
  },
  pinned: { color: tokens.colorBrandForeground1 },
});

export interface TaskPaneProps {
  button: AddInButton;
  /** What is open now: undefined while it is being read, null for nothing. */
  item: OpenItem | null | undefined;
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
    current.setItem(item, isWelcome).catch(reportError);
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

/** The add-in's task pane, 320 pixels wide; over everything on a phone. */
export function TaskPane(props: TaskPaneProps) {
  const { button, item, onClose } = props;
  const styles = useStyles();
  const container = useRef<HTMLDivElement>(null);
  const [isPinned, setPinned] = useState(false);
  const canPin = button.action.type === 'pane' && button.action.supportsPinning;
  const conversation = useRef<Conversation | null>(null);
  const dialog = useDialog(conversation);
  const page = useMemo<HostPage>(
    () => ({ openItem: showItem, closeContainer: onClose, leaveFocus, ...dialog.page }),
    [onClose, dialog.page],
  );
  useOfficeFrame({
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

  return (
    <aside className={styles.pane} aria-label={button.label}>
      <div className={styles.header}>
        <h2 className={styles.title}>{button.label}</h2>
        {canPin && (
          <Tooltip content={isPinned ? 'Unpin' : 'Pin'} relationship="description">
            <Button
              appearance="subtle"
              aria-label="Pin"
              aria-pressed={isPinned}
              className={mergeClasses(isPinned && styles.pinned)}
              icon={isPinned ? <PinFilled /> : <PinRegular />}
              onClick={() => setPinned(!isPinned)}
            />
          </Tooltip>
        )}
        <Button
          id="task-pane-close"
          appearance="subtle"
          aria-label="Close"
          icon={<DismissRegular />}
          onClick={onClose}
        />
      </div>
      <div ref={container} className={styles.frame} />
      {dialog.request && (
        <AddInDialog
          title={`${button.label} dialog`}
          request={dialog.request}
          conversation={dialog.child}
          onMessage={dialog.onMessage}
          onClose={dialog.onClose}
        />
      )}
    </aside>
  );
}

/** The theme at the moment of an event, outside React's rendering. */
const currentTheme = () =>
  document.documentElement.style.colorScheme === 'dark' ? 'dark' : 'light';
