import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { useText } from '../text/use-text.ts';

/** Shows what failed and nobody else shows: everything given to `reportError`, and surprises. */
export function FailureBar() {
  const { t } = useText();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    const show = ({ error }: ErrorEvent) => {
      // The browser's own notes, as of a resize that takes two rounds, carry no error.
      if (error instanceof Error) setFailure(error.message);
    };
    window.addEventListener('error', show);
    return () => window.removeEventListener('error', show);
  }, []);
  if (!failure) return null;
  return (
    <MessageBar intent="error">
      <MessageBarBody>{t('app.failed', { message: failure })}</MessageBarBody>
      <MessageBarActions
        containerAction={
          <Button
            appearance="transparent"
            aria-label={t('app.dismiss')}
            icon={<DismissRegular />}
            onClick={() => setFailure(undefined)}
          />
        }
      />
    </MessageBar>
  );
}
