import {
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  ToolbarButton,
  Tooltip,
} from '@fluentui/react-components';
import { FolderArrowRightRegular } from '@fluentui/react-icons';
import { loadFolders } from '../api/mail.ts';
import { useSharedMailbox } from '../api/shared-mailboxes.ts';
import { useLive } from '../api/use-live.ts';
import { useText } from '../text/use-text.ts';

export interface FolderMenuProps {
  /** Where the messages are now: not among the places they can go to. */
  current: string | null | undefined;
  onPick: (folderId: string) => void;
}

/** Where messages can be moved to. */
export function FolderMenu({ current, onPick }: FolderMenuProps) {
  const { t } = useText();
  const shared = useSharedMailbox();
  const { data = [] } = useLive(`folders ${shared?.id ?? ''}`, () => loadFolders(shared), [
    'folder',
  ]);
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={t('item.move')} relationship="label">
          <ToolbarButton icon={<FolderArrowRightRegular />} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {data
            .filter(({ id }) => id !== current)
            .map((folder) => (
              <MenuItem key={folder.id} onClick={() => onPick(folder.id)}>
                {folder.displayName}
              </MenuItem>
            ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
