import type { Failure } from '../api/failure.ts';
import type { PaneStore } from '../store/pane-store.ts';
import { useText } from '../text/use-text.ts';
import { ActionButton } from './action-button.tsx';
import { Notice } from './notice.tsx';

interface ProblemNoticeProps {
  failure: Failure;
  store: Pick<PaneStore, 'signIn'>;
  onRetry: () => void;
}

/** Why a page's request did not work, with the button for the next step. */
export function ProblemNotice({ failure: { code }, store, onRetry }: ProblemNoticeProps) {
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
          onClick={() => (signIn ? void store.signIn().then(onRetry) : onRetry())}
        >
          {t(signIn ? 'action.signIn' : 'action.retry')}
        </ActionButton>
      }
    />
  );
}
