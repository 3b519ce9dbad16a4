import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { setItemChangedFault, useItemChangedFault } from '../app/item-changed.ts';
import { isItemChangedFault, itemChangedFaults } from '../host/item-changed-fault.ts';
import { useText } from '../text/use-text.ts';

/** How a pinned pane hears, or does not hear, that another item is open. */
export function ItemChangedField() {
  const { t } = useText();
  const fault = useItemChangedFault();
  return (
    <Field label={t('itemChanged.title')}>
      <RadioGroup
        value={fault}
        onChange={(_event, { value }) => {
          if (isItemChangedFault(value)) setItemChangedFault(value);
        }}
      >
        {itemChangedFaults.map((each) => (
          <Radio key={each} value={each} label={t(`itemChanged.${each}`)} />
        ))}
      </RadioGroup>
    </Field>
  );
}
