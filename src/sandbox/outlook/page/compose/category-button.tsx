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
import { MasterCategories } from '../mail/categories.tsx';
import { useText } from '../text/use-text.ts';
import type { Draft } from './draft.ts';
import type { DraftFields } from './saved-form.ts';
import { useDraft } from './use-draft.ts';

/** The categories of a draft. */
export function CategoryButton<F extends DraftFields>({ draft }: { draft: Draft<F> }) {
  const { t } = useText();
  const master = useContext(MasterCategories);
  const { fields } = useDraft(draft);
  return (
    <Menu
      checkedValues={{ category: [...fields.categories] }}
      onCheckedValueChange={(_event, { checkedItems }) =>
        draft.changeCategories(() => checkedItems)
      }
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
