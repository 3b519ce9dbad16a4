import {
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  ToolbarButton,
  Tooltip,
} from '@fluentui/react-components';
import { ArrowDownRegular, ImportantFilled, ImportantRegular } from '@fluentui/react-icons';
import { useText } from '../text/use-text.ts';
import type { Importance, MessageDraft } from './message-draft.ts';
import { useDraft } from './use-draft.ts';

const values: readonly Importance[] = ['high', 'normal', 'low'];

const icons = {
  high: <ImportantFilled />,
  normal: <ImportantRegular />,
  low: <ArrowDownRegular />,
};

/** How important a message is. */
export function ImportanceButton({ draft }: { draft: MessageDraft }) {
  const { t } = useText();
  const { importance } = useDraft(draft).fields;
  return (
    <Menu
      checkedValues={{ importance: [importance] }}
      onCheckedValueChange={(_event, { checkedItems }) => {
        draft.change({ importance: values.find((one) => checkedItems.includes(one)) ?? 'normal' });
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={t('compose.importance')} relationship="label">
          <ToolbarButton icon={icons[importance]} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {values.map((value) => (
            <MenuItemRadio key={value} name="importance" value={value}>
              {t(`compose.${value}`)}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
