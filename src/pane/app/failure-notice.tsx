import type { Failure } from '../api/failure.ts';
import { ActionButton } from '../components/action-button.tsx';
import { Notice } from '../components/notice.tsx';
import { useText } from '../text/use-text.ts';

interface FailureNoticeProps {
  failure: Pick<Failure, 'code'>;
  onSignIn: () => void;
  onRetry: () => void;
}

/** What went wrong, with the button for the next step. */
export function FailureNotice({ failure: { code }, onSignIn, onRetry }: FailureNoticeProps) {
  const { t } = useText();
  const signIn = code === 'sign-in-needed';
  return (
    <Notice
      tone={signIn ? 'info' : 'error'}
      title={t(`problem.${code}.title`)}
      text={t(`problem.${code}.text`)}
      action={
        <ActionButton
          appearance={signIn ? 'primary' : 'secondary'}
          onClick={signIn ? onSignIn : onRetry}
        >
          {signIn ? t('action.signIn') : t('action.retry')}
        </ActionButton>
      }
    />
  );
}
