import { useState } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { Session } from '../../auth/session.ts';
import { CheckRow } from '../../components/check-row.tsx';
import { useText } from '../../text/use-text.ts';
import { Section } from './section.tsx';

const useStyles = makeStyles({
  list: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
});

/** What the person goes without while it is off (V-09). */
const lost = ['others', 'pending', 'panes'] as const;

interface LiveConnectionProps {
  session: Session;
  onChange: (live: boolean) => void;
}

/** The live connection, and what degrades without it (V-09). */
export function LiveConnection({ session, onChange }: LiveConnectionProps) {
  const styles = useStyles();
  const { t } = useText();
  const [isLive, setLive] = useState(session.isLive);
  const change = (live: boolean) => {
    session.setLive(live);
    setLive(live);
    onChange(live);
  };
  return (
    <Section title={t('settings.live.title')} hint={t('settings.live.hint')}>
      <CheckRow checked={isLive} onChange={change} label={t('settings.live.on')} />
      {!isLive && (
        <ul className={styles.list} aria-label={t('settings.live.off')}>
          {lost.map((key) => (
            <li key={key}>{t(`settings.live.${key}`)}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}
