import { useState } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { toFailure, type Failure } from '../../api/failure.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { StayChoice } from '../../components/stay-choice.tsx';
import type { Services } from '../../page/page.ts';
import { useText } from '../../text/use-text.ts';
import { Section } from './section.tsx';

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  link: { ...typographyStyles.body1, color: tokens.colorBrandForegroundLink },
});

/** Who is signed in, for how long, and the ways to change it (V-08; quality §1.1, point 46). */
export function SignIn({ services }: { services: Services }) {
  const styles = useStyles();
  const { t } = useText();
  const { session, store, back } = services;
  const [failure, setFailure] = useState<Failure | null>(null);
  const leave = () => {
    store.restart();
    back();
  };
  const switchAccount = () => {
    setFailure(null);
    session.switchAccount().then(leave, (error: unknown) => {
      const failed = toFailure(error);
      // The window was closed: nothing has changed.
      if (failed.code !== 'sign-in-needed') setFailure(failed);
    });
  };
  const signOut = () => {
    session.signOut();
    leave();
  };
  return (
    <Section title={t('settings.signIn.title')} hint={t('settings.signIn.hint')}>
      {failure && <ProblemNotice failure={failure} store={store} onRetry={switchAccount} />}
      <StayChoice session={session} />
      <div className={styles.actions}>
        <ActionButton onClick={switchAccount}>{t('settings.signIn.switch')}</ActionButton>
        <ActionButton onClick={signOut}>{t('settings.signIn.out')}</ActionButton>
      </div>
      <a className={styles.link} href="/privacy" target="_blank" rel="noopener noreferrer">
        {t('settings.privacy')}
      </a>
    </Section>
  );
}
