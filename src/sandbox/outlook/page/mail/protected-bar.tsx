import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useText } from '../text/use-text.ts';

/** Says why there are no add-ins on a protected message. */
export function ProtectedBar() {
  const { t } = useText();
  return (
    <MessageBar>
      <MessageBarBody>{t('protected.text')}</MessageBarBody>
    </MessageBar>
  );
}
