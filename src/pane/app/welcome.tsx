import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { ArrowUndo20Regular } from '@fluentui/react-icons/svg/arrow-undo';
import { CheckmarkCircle20Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { People20Regular } from '@fluentui/react-icons/svg/people';
import { plainList } from '../components/plain-list.ts';
import type { Session } from '../auth/session.ts';
import { ActionButton } from '../components/action-button.tsx';
import { StayChoice } from '../components/stay-choice.tsx';
import { useText } from '../text/use-text.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  title: { ...typographyStyles.subtitle2, margin: 0 },
  part: { ...typographyStyles.body1Strong, margin: 0 },
  list: {
    ...plainList,
    gap: tokens.spacingVerticalS,
    ...typographyStyles.body1,
  },
  row: { display: 'flex', gap: tokens.spacingHorizontalS },
  icon: { flexShrink: 0, color: tokens.colorBrandForeground1 },
  leaves: { color: tokens.colorNeutralForeground2 },
  link: { ...typographyStyles.body1, color: tokens.colorBrandForegroundLink },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

const values = [
  { key: 'who', Icon: People20Regular },
  { key: 'track', Icon: CheckmarkCircle20Regular },
  { key: 'undo', Icon: ArrowUndo20Regular },
] as const;

interface WelcomeProps {
  session: Session;
  onStart: () => void;
  onSkip: () => void;
}

/** The introduction of the first start: what one gets, and what leaves the mailbox (V-11, V-12). */
export function Welcome({ session, onStart, onSkip }: WelcomeProps) {
  const styles = useStyles();
  const { t } = useText();
  return (
    <section className={styles.root} aria-label={t('welcome.title')}>
      <h2 className={styles.title}>{t('welcome.title')}</h2>
      <ul className={styles.list}>
        {values.map(({ key, Icon }) => (
          <li key={key} className={styles.row}>
            <Icon className={styles.icon} aria-hidden />
            <span>{t(`welcome.${key}`)}</span>
          </li>
        ))}
      </ul>
      <h3 className={styles.part}>{t('welcome.leavesTitle')}</h3>
      <div className={mergeClasses(styles.list, styles.leaves)}>
        <span>{t('welcome.looking')}</span>
        <span>{t('welcome.tracking')}</span>
        <a className={styles.link} href="/privacy" target="_blank" rel="noopener noreferrer">
          {t('welcome.privacy')}
        </a>
      </div>
      <StayChoice session={session} />
      <div className={styles.actions}>
        <ActionButton appearance="primary" onClick={onStart}>
          {t('welcome.start')}
        </ActionButton>
        <ActionButton appearance="subtle" onClick={onSkip}>
          {t('welcome.skip')}
        </ActionButton>
      </div>
    </section>
  );
}
