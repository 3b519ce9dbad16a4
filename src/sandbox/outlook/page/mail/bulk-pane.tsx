import {
  makeStyles,
  Text,
  Toolbar,
  ToolbarButton,
  tokens,
  Tooltip,
} from '@fluentui/react-components';
import {
  DeleteRegular,
  DismissRegular,
  MailMultipleRegular,
  MailReadRegular,
  MailUnreadRegular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import type { SharedMailbox } from '../../types.ts';
import { graphBackend } from '../api/graph-backend.ts';
import { loadItem, loadFolder, markRead, moveMessage } from '../api/mail.ts';
import { useSharedMailbox } from '../api/shared-mailboxes.ts';
import { useLive } from '../api/use-live.ts';
import { useMarked } from '../app/marked.ts';
import { useText } from '../text/use-text.ts';
import { type CategoryChange, CategoryMenu } from './category-menu.tsx';
import { FolderMenu } from './folder-menu.tsx';

const useStyles = makeStyles({
  pane: { display: 'flex', flexDirection: 'column', flexGrow: 1, minInlineSize: 0 },
  toolbar: { flexWrap: 'wrap', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  note: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: tokens.spacingVerticalM,
    margin: 'auto',
    color: tokens.colorNeutralForeground2,
  },
});

/** Graph answers so many requests for one mailbox at a time. */
const atOnce = 4;

/** Does the same to every message, a few at a time; one that fails is told of at the end. */
async function forEach(
  ids: readonly string[],
  action: (id: string) => Promise<unknown>,
): Promise<void> {
  const queue = [...ids];
  const failures: unknown[] = [];
  const work = async () => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      await action(id).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  if (failures.length) throw failures[0];
}

const categorise =
  (change: CategoryChange, shared: SharedMailbox | undefined) => async (id: string) =>
    graphBackend.changeCategories(await loadItem('message', id, shared), change);

/** What stands in the reading pane's place while several messages are selected. */
export function BulkPane({ folder }: { folder: string }) {
  const styles = useStyles();
  const { t } = useText();
  const shared = useSharedMailbox();
  const { ids, clear } = useMarked();
  const { data: place } = useLive(`folder ${shared?.id ?? ''} ${folder}`, () =>
    loadFolder(folder, shared),
  );
  const act = (action: (id: string) => Promise<unknown>, then: () => void = () => undefined) => {
    forEach(ids, action).then(then, reportError);
  };
  const move = (folderId: string) => act((id) => moveMessage(id, folderId, shared), clear);
  const button = (label: string, command: string, icon: ReactElement, onClick: () => void) => (
    <Tooltip content={label} relationship="label">
      <ToolbarButton data-command={command} icon={icon} onClick={onClick} />
    </Tooltip>
  );
  return (
    <section className={styles.pane} aria-label={t('item.pane')} id="reading-pane" tabIndex={-1}>
      <Toolbar className={styles.toolbar} aria-label={t('item.bulkActions')}>
        {button(t('list.cancel'), 'close', <DismissRegular />, clear)}
        {button(t('item.delete'), 'delete', <DeleteRegular />, () => move('deleteditems'))}
        <FolderMenu current={place?.id} onPick={move} />
        {button(t('item.markRead'), 'read', <MailReadRegular />, () =>
          act((id) => markRead(id, true, shared)),
        )}
        {button(t('item.markUnread'), 'unread', <MailUnreadRegular />, () =>
          act((id) => markRead(id, false, shared)),
        )}
        <CategoryMenu shown={[]} onChange={(change) => act(categorise(change, shared))} />
      </Toolbar>
      <div className={styles.note}>
        <MailMultipleRegular fontSize={48} aria-hidden />
        <Text role="status">{t('list.marked', { count: ids.length })}</Text>
      </div>
    </section>
  );
}
