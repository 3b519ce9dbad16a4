import { CounterBadge, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { ChevronDownRegular, ChevronRightRegular } from '@fluentui/react-icons';
import { useState, useId } from 'react';
import type { SharedMailbox } from '../../types.ts';
import { loadFolder, loadFolders, type Folder } from '../api/mail.ts';
import { useLive } from '../api/use-live.ts';
import { Mirrored } from '../app/mirrored.tsx';
import { routeHash } from '../app/route.ts';
import { useText } from '../text/use-text.ts';

const useStyles = makeStyles({
  nav: {
    inlineSize: '220px',
    flexShrink: 0,
    overflowY: 'auto',
    paddingBlock: tokens.spacingVerticalS,
    backgroundColor: tokens.colorNeutralBackground2,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    '@container (max-width: 1099px)': { display: 'none' },
  },
  open: {
    '@container (max-width: 1099px)': {
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
    ':hover': {
      backgroundColor: tokens.colorNeutralBackground2Hover,
      color: tokens.colorNeutralForeground2Hover,
    },
    borderLeft: '3px solid transparent',
    '@media (forced-colors: active)': { borderLeftColor: 'Canvas' },
    ':focus-visible': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-2px',
    },
  },
  current: {
    backgroundColor: tokens.colorNeutralBackground2Selected,
    color: tokens.colorNeutralForeground2Selected,
    borderLeftColor: tokens.colorBrandStroke1,
    fontWeight: tokens.fontWeightSemibold,
    '@media (forced-colors: active)': { borderLeftColor: 'Highlight' },
  },
  name: {
    marginInlineEnd: 'auto',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  heading: {
    margin: 0,
    paddingBlock: tokens.spacingVerticalS,
    paddingInline: tokens.spacingHorizontalL,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground3,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    marginBlockStart: tokens.spacingVerticalS,
  },
  mailbox: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    inlineSize: '100%',
    minBlockSize: '36px',
    paddingInline: tokens.spacingHorizontalM,
    border: 'none',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase300,
    textAlign: 'start',
    cursor: 'pointer',
    ':hover': {
      backgroundColor: tokens.colorNeutralBackground2Hover,
      color: tokens.colorNeutralForeground2Hover,
    },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  error: { padding: tokens.spacingHorizontalM },
});

/** Folders nobody looks into. */
const hidden = ['Outbox', 'Conversation History', 'Sync Issues'];

export interface FolderNavProps {
  /** Those of others that the person reaches. */
  mailboxes: readonly SharedMailbox[];
  /** The owner of the mailbox shown, where it is somebody else's. */
  mailbox: string | undefined;
  /** Id or well-known name of the folder shown. */
  current: string;
  /** On narrow pages only: whether it lies over the page. */
  isOpen: boolean;
  onGo: () => void;
}

interface FolderLinkProps extends Pick<FolderNavProps, 'onGo'> {
  folder: Folder;
  mailbox?: string;
  isCurrent: boolean;
}

function FolderLink({ folder, mailbox, isCurrent, onGo }: FolderLinkProps) {
  const styles = useStyles();
  const { t } = useText();
  const unread = folder.unreadItemCount ?? 0;
  return (
    <a
      className={mergeClasses(styles.link, isCurrent && styles.current)}
      style={{ paddingInlineStart: `${13 + folder.depth * 16}px` }}
      href={routeHash({ view: 'mail', folder: folder.id, item: null, ...(mailbox && { mailbox }) })}
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
          aria-label={t('list.unreadCount', { count: unread })}
        />
      )}
    </a>
  );
}

interface FolderListProps extends Pick<FolderNavProps, 'onGo'> {
  shared?: SharedMailbox;
  /** Id or well-known name; undefined where another mailbox is shown. */
  current: string | undefined;
}

function FolderList({ shared, current, onGo }: FolderListProps) {
  const styles = useStyles();
  const owner = shared?.id ?? '';
  const { data, error } = useLive(`folders ${owner}`, () => loadFolders(shared), [
    'folder',
    'message',
  ]);
  const shown = useLive(`folder ${owner} ${current ?? ''}`, async () =>
    current ? loadFolder(current, shared) : undefined,
  );
  return (
    <>
      {error && <Text className={styles.error}>{error.message}</Text>}
      <ul className={styles.list}>
        {data
          ?.filter(({ displayName }) => !hidden.includes(displayName ?? ''))
          .map((folder) => (
            <li key={folder.id}>
              <FolderLink
                folder={folder}
                {...(shared && { mailbox: shared.id })}
                isCurrent={folder.id === shown.data?.id}
                onGo={onGo}
              />
            </li>
          ))}
      </ul>
    </>
  );
}

type SharedFoldersProps = FolderListProps & { shared: SharedMailbox };

/** Somebody else's mailbox: its folders are read once they are asked for. */
function SharedFolders(props: SharedFoldersProps) {
  const styles = useStyles();
  const { shared, current } = props;
  const [isOpen, setOpen] = useState(current !== undefined);
  return (
    <>
      <button
        type="button"
        className={styles.mailbox}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? (
          <ChevronDownRegular aria-hidden />
        ) : (
          <Mirrored>
            <ChevronRightRegular aria-hidden />
          </Mirrored>
        )}
        <span className={styles.name}>{shared.displayName}</span>
      </button>
      {isOpen && <FolderList {...props} />}
    </>
  );
}

/** The folders of the mailbox, then those of the mailboxes shared with the person. */
export function FolderNav({ mailboxes, mailbox, current, isOpen, onGo }: FolderNavProps) {
  const styles = useStyles();
  const { t } = useText();
  const sharedId = useId();
  return (
    <nav
      className={mergeClasses(styles.nav, isOpen && styles.open)}
      aria-label={t('header.folders')}
    >
      <FolderList current={mailbox ? undefined : current} onGo={onGo} />
      {mailboxes.length > 0 && (
        <div role="group" aria-labelledby={sharedId}>
          <div id={sharedId} className={styles.heading}>
            {t('header.sharedWithMe')}
          </div>
          {mailboxes.map((shared) => (
            <SharedFolders
              key={shared.id}
              shared={shared}
              current={shared.id === mailbox ? current : undefined}
              onGo={onGo}
            />
          ))}
        </div>
      )}
    </nav>
  );
}
