import {
  Menu,
  MenuItem,
  MenuItemCheckbox,
  MenuList,
  MenuPopover,
  MenuTrigger,
  ToolbarButton,
  Tooltip,
} from '@fluentui/react-components';
import {
  FolderArrowRightRegular,
  MailReadRegular,
  MailUnreadRegular,
  TagRegular,
} from '@fluentui/react-icons';
import { useContext } from 'react';
import { AddInCommands } from '../add-in/commands.tsx';
import { graphBackend } from '../api/graph-backend.ts';
import { loadFolders, markRead, moveMessage } from '../api/mail.ts';
import { useLive } from '../api/use-live.ts';
import type { OpenItem } from '../host/backend.ts';
import { MasterCategories } from './categories.tsx';

type OpenMessage = Extract<OpenItem, { kind: 'message' }>;

function MoveMenu({ item, onGone }: { item: OpenMessage; onGone: () => void }) {
  const { data = [] } = useLive('folders', loadFolders, ['folder']);
  const move = (folderId: string) => {
    moveMessage(item.id, folderId).then(onGone, reportError);
  };
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content="Move to folder" relationship="label">
          <ToolbarButton icon={<FolderArrowRightRegular />} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {data
            .filter(({ id }) => id !== item.resource.parentFolderId)
            .map((folder) => (
              <MenuItem key={folder.id} onClick={() => move(folder.id)}>
                {folder.displayName}
              </MenuItem>
            ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function CategoryMenu({ item }: { item: OpenMessage }) {
  const master = useContext(MasterCategories);
  const shown = item.resource.categories ?? [];
  // Only what was clicked is changed: what is shown may be older than what the mailbox has.
  const change = (checked: string[]) => {
    const added = checked.filter((name) => !shown.includes(name));
    graphBackend
      .changeCategories(item, (names) => [
        ...names.filter((name) => checked.includes(name) || !shown.includes(name)),
        ...added.filter((name) => !names.includes(name)),
      ])
      .catch(reportError);
  };
  return (
    <Menu
      checkedValues={{ category: shown }}
      onCheckedValueChange={(_event, { checkedItems }) => change(checkedItems)}
    >
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content="Categorize" relationship="label">
          <ToolbarButton icon={<TagRegular />} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {master.map(({ displayName }) => (
            <MenuItemCheckbox key={displayName} name="category" value={displayName}>
              {displayName}
            </MenuItemCheckbox>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

export interface MessageCommandsProps {
  item: OpenMessage;
  /** The message left this folder. */
  onGone: () => void;
}

/** What can be done with the open message: Outlook's own commands, then the add-in's. */
export function MessageCommands({ item, onGone }: MessageCommandsProps) {
  const { isRead, isDraft } = item.resource;
  return (
    <>
      {!isDraft && <AddInCommands surface="MessageReadCommandSurface" />}
      <MoveMenu item={item} onGone={onGone} />
      <Tooltip content={isRead ? 'Mark as unread' : 'Mark as read'} relationship="label">
        <ToolbarButton
          icon={isRead ? <MailUnreadRegular /> : <MailReadRegular />}
          onClick={() => {
            markRead(item.id, !isRead).catch(reportError);
          }}
        />
      </Tooltip>
      <CategoryMenu item={item} />
    </>
  );
}
