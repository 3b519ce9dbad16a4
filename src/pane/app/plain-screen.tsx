import type { ReactNode } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { MailRegular } from '@fluentui/react-icons/svg/mail';
import { ActionButton } from '../components/action-button.tsx';
import { HiddenHeading } from '../components/hidden-heading.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useText } from '../text/use-text.ts';

const useStyles = makeStyles({
  centre: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: tokens.spacingVerticalS,
    maxWidth: '280px',
    marginInline: 'auto',
    paddingBlockStart: '20vh',
    textAlign: 'center',
  },
  icon: { color: tokens.colorNeutralForeground3 },
  title: { ...typographyStyles.subtitle1, margin: 0 },
  text: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  hint: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground3 },
  loading: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
});

interface PlainScreenProps {
  icon?: ReactNode;
  title: string;
  text: string;
  action?: ReactNode;
}

function PlainScreen({ icon, title, text, action }: PlainScreenProps) {
  const styles = useStyles();
  return (
    <div className={styles.centre}>
      {icon && <span className={styles.icon}>{icon}</span>}
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.text}>{text}</p>
      {action}
    </div>
  );
}

/** A pinned pane with no message selected, or one Outlook does not show to add-ins (DEL-04). */
export function NoItemScreen() {
  const { t } = useText();
  return (
    <PlainScreen
      icon={<MailRegular fontSize={48} aria-hidden />}
      title={t('screen.noItemTitle')}
      text={t('screen.noItemText')}
      action={<p className={useStyles().hint}>{t('screen.hiddenMailbox')}</p>}
    />
  );
}

/** Office.js did not start, or the page was opened outside of Outlook. */
export function NoOfficeScreen() {
  const { t } = useText();
  return <PlainScreen title={t('screen.noOfficeTitle')} text={t('screen.noOfficeText')} />;
}

/** Something the pane was not made for; trying again is all there is to offer. */
export function UnreadableScreen({ onRetry }: { onRetry: () => void }) {
  const { t } = useText();
  return (
    <PlainScreen
      title={t('problem.unexpected.title')}
      text={t('problem.unexpected.text')}
      action={<ActionButton onClick={onRetry}>{t('action.retry')}</ActionButton>}
    />
  );
}

/** Has the measures of an item's screen, so nothing jumps when it comes; same as pane.html's. */
export function LoadingScreen() {
  const styles = useStyles();
  const { t } = useText();
  return (
    <div className={styles.loading} aria-busy>
      <HiddenHeading level={1}>{t('title')}</HiddenHeading>
      <Skeleton width="70%" height="22px" />
      <Skeleton width="100%" height="112px" />
      <Skeleton width="30%" height="22px" />
      <Skeleton width="100%" height="72px" />
    </div>
  );
}
