import { ToolbarButton, Tooltip } from '@fluentui/react-components';
import { DeleteRegular, MailReadRegular, MailUnreadRegular } from '@fluentui/react-icons';
import { AddInCommands } from '../add-in/commands.tsx';
import { graphBackend } from '../api/graph-backend.ts';
import { markRead, moveMessage } from '../api/mail.ts';
import type { OpenItem } from '../host/backend.ts';
import { allowsAddIns } from '../host/item-class.ts';
import { useIsPhone } from '../phone/use-is-phone.ts';
import { AnswerButtons } from './answer-buttons.tsx';
import { useText } from '../text/use-text.ts';
import { CategoryMenu } from './category-menu.tsx';
import { FolderMenu } from './folder-menu.tsx';

export interface MessageCommandsProps {
  item: Extract<OpenItem, { kind: 'message' }>;
  /** The message left this folder. */
  onGone: () => void;
}

/** What can be done with the open message: the add-ins' commands, then Outlook's own. */
export function MessageCommands({ item, onGone }: MessageCommandsProps) {
  const { t } = useText();
  const isPhone = useIsPhone();
  const { isRead, isDraft, parentFolderId, categories } = item.resource;
  const move = (folderId: string) => {
    moveMessage(item.id, folderId, item.shared).then(onGone, reportError);
  };
  return (
    <>
      {!isDraft && <AnswerButtons item={item} />}
      {!isDraft && allowsAddIns(item, isPhone) && (
        <AddInCommands surface="MessageReadCommandSurface" />
      )}
      <Tooltip content={t('item.delete')} relationship="label">
        <ToolbarButton
          data-command="delete"
          icon={<DeleteRegular />}
          onClick={() => move('deleteditems')}
        />
      </Tooltip>
      <FolderMenu current={parentFolderId} onPick={move} />
      <Tooltip content={t(isRead ? 'item.markUnread' : 'item.markRead')} relationship="label">
        <ToolbarButton
          data-command={isRead ? 'unread' : 'read'}
          icon={isRead ? <MailUnreadRegular /> : <MailReadRegular />}
          onClick={() => {
            markRead(item.id, !isRead, item.shared).catch(reportError);
          }}
        />
      </Tooltip>
      <CategoryMenu
        shown={categories ?? []}
        onChange={(change) => {
          graphBackend.changeCategories(item, change).catch(reportError);
        }}
      />
    </>
  );
}
