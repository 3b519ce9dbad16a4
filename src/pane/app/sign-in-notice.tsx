import { useState } from 'react';
import { makeStyles, tokens } from '@fluentui/react-components';
import { useSession } from '../auth/session.ts';
import { ActionButton } from '../components/action-button.tsx';
import { Notice } from '../components/notice.tsx';
import { StayChoice } from '../components/stay-choice.tsx';
import { useText } from '../text/use-text.ts';
import { Welcome } from './welcome.tsx';

const useStyles = makeStyles({
  action: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
});

/** Says what signing in gives; the first time with what Regarding is and what it sends (point 45). */
export function SignInNotice({ onSignIn }: { onSignIn: () => void }) {
  const styles = useStyles();
  const { t } = useText();
  const session = useSession();
  const [isWelcomed, setWelcomed] = useState(session?.isWelcomed() ?? true);
  const leave = () => {
    session?.welcome();
    setWelcomed(true);
  };
  if (session && !isWelcomed) {
    const start = () => {
      session.welcome();
      onSignIn();
    };
    return <Welcome session={session} onStart={start} onSkip={leave} />;
  }
  return (
    <Notice
      tone="info"
      title={t('problem.sign-in-needed.title')}
      text={t('problem.sign-in-needed.text')}
      action={
        <div className={styles.action}>
          {session && <StayChoice session={session} />}
          <div>
            <ActionButton appearance="primary" onClick={onSignIn}>
              {t('action.signIn')}
            </ActionButton>
          </div>
        </div>
      }
    />
  );
}
