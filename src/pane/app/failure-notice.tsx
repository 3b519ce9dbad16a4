import type { Failure } from '../api/failure.ts';
import { ActionButton } from '../components/action-button.tsx';
import { Notice } from '../components/notice.tsx';
import { useText } from '../text/use-text.ts';
import { LazyPart } from '../components/lazy-part.tsx';

interface FailureNoticeProps {
  failure: Pick<Failure, 'code'>;
  onSignIn: () => void;
  onRetry: () => void;
}

const loadSignInNotice = async () =>
  (await import(/* webpackChunkName: "welcome" */ './sign-in-notice.tsx')).SignInNotice;

/** What went wrong, with the button for the next step. */
export function FailureNotice({ failure: { code }, onSignIn, onRetry }: FailureNoticeProps) {
  const { t } = useText();
  if (code === 'sign-in-needed') return <LazyPart load={loadSignInNotice} props={{ onSignIn }} />;
  const needsConsent = code === 'consent-needed';
  const openApproval = () => window.open('/adminconsent', '_blank', 'noopener');
  return (
    <Notice
      tone="error"
      title={t(`problem.${code}.title`)}
      text={t(`problem.${code}.text`)}
      action={
        <>
          {needsConsent && (
            <ActionButton appearance="primary" onClick={openApproval}>
              {t('signIn.approval')}
            </ActionButton>
          )}
          <ActionButton appearance="secondary" onClick={onRetry}>
            {t('action.retry')}
          </ActionButton>
        </>
      }
    />
  );
}
