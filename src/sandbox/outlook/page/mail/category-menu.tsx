import {
  Menu,
  MenuItemCheckbox,
  MenuList,
  MenuPopover,
  MenuTrigger,
  ToolbarButton,
  Tooltip,
} from '@fluentui/react-components';
import { TagRegular } from '@fluentui/react-icons';
import { useContext } from 'react';
import { useText } from '../text/use-text.ts';
import { MasterCategories } from './categories.tsx';

/** Changes a list of categories: what was clicked, and nothing that changed meanwhile. */
export type CategoryChange = (names: string[]) => string[];

export interface CategoryMenuProps {
  /** The categories that are ticked. */
  shown: readonly string[];
  onChange: (change: CategoryChange) => void;
}

/** The mailbox's categories, to put on messages or take off. */
export function CategoryMenu({ shown, onChange }: CategoryMenuProps) {
  const { t } = useText();
  const master = useContext(MasterCategories);
  const change = (checked: string[]) => {
    const added = checked.filter((name) => !shown.includes(name));
    onChange((names) => [
      ...names.filter((name) => checked.includes(name) || !shown.includes(name)),
      ...added.filter((name) => !names.includes(name)),
    ]);
  };
  return (
    <Menu
      checkedValues={{ category: [...shown] }}
      onCheckedValueChange={(_event, { checkedItems }) => change(checkedItems)}
    >
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={t('item.categorize')} relationship="label">
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
