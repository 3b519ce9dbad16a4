import { CounterBadge, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { loadFolder, loadFolders, type Folder } from '../api/mail.ts';
import { useLive } from '../api/use-live.ts';
import { routeHash } from '../app/route.ts';

const useStyles = makeStyles({
  nav: {
    inlineSize: '220px',
    flexShrink: 0,
    overflowY: 'auto',
    paddingBlock: tokens.spacingVerticalS,
    backgroundColor: tokens.colorNeutralBackground2,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 1099px)': { display: 'none' },
  },
  open: {
    '@media (max-width: 1099px)': {
      display: 'block',
      position: 'fixed',
      insetBlock: '49px 0',
      insetInlineStart: 0,
      inlineSize: '260px',
      zIndex: 5,
      boxShadow: tokens.shadow16,
    },
  },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  link: {
    display: 'flex',
    alignItems: 'center',
    minBlockSize: '36px',
    paddingInlineEnd: tokens.spacingHorizontalM,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    borderLeft: '3px solid transparent',
    ':hover': { backgroundColor: tokens.colorNeutralBackground2Hover },
    ':focus-visible': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-2px',
    },
  },
  current: {
    backgroundColor: tokens.colorNeutralBackground2Selected,
    borderLeftColor: tokens.colorBrandStroke1,
    fontWeight: tokens.fontWeightSemibold,
  },
  name: {
    marginInlineEnd: 'auto',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  error: { padding: tokens.spacingHorizontalM },
});

/** Folders nobody looks into. */
const hidden = ['Outbox', 'Conversation History', 'Sync Issues'];

export interface FolderNavProps {
  /** Id or well-known name of the folder shown. */
  current: string;
  /** On narrow pages only: whether it lies over the page. */
  isOpen: boolean;
  onGo: () => void;
}

function FolderLink({
  folder,
  isCurrent,
  onGo,
}: { folder: Folder; isCurrent: boolean } & Pick<FolderNavProps, 'onGo'>) {
  const styles = useStyles();
  const unread = folder.unreadItemCount ?? 0;
  return (
    <a
      className={mergeClasses(styles.link, isCurrent && styles.current)}
      style={{ paddingInlineStart: `${13 + folder.depth * 16}px` }}
      href={routeHash({ view: 'mail', folder: folder.id, item: null })}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={onGo}
    >
      <span className={styles.name}>{folder.displayName}</span>
      {unread > 0 && (
        <CounterBadge
          count={unread}
          overflowCount={999}
          size="small"
          appearance="filled"
          color="informative"
          aria-label={`${unread} unread`}
        />
      )}
    </a>
  );
}

/** The folders of the mailbox. */
export function FolderNav({ current, isOpen, onGo }: FolderNavProps) {
  const styles = useStyles();
  const { data, error } = useLive('folders', loadFolders, ['folder', 'message']);
  const shown = useLive(`folder ${current}`, () => loadFolder(current));
  return (
    <nav className={mergeClasses(styles.nav, isOpen && styles.open)} aria-label="Folders">
      {error && <Text className={styles.error}>{error.message}</Text>}
      <ul className={styles.list}>
        {data
          ?.filter(({ displayName }) => !hidden.includes(displayName ?? ''))
          .map((folder) => (
            <li key={folder.id}>
              <FolderLink folder={folder} isCurrent={folder.id === shown.data?.id} onGo={onGo} />
            </li>
          ))}
      </ul>
    </nav>
  );
}
