import type { ReactNode } from 'react';
import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { ErrorCircle20Regular } from '@fluentui/react-icons/svg/error-circle';
import { Info20Regular } from '@fluentui/react-icons/svg/info';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  error: {
    border: `${tokens.strokeWidthThin} solid ${tokens.colorStatusDangerBorder1}`,
    backgroundColor: tokens.colorStatusDangerBackground1,
  },
  icon: { flexShrink: 0, color: tokens.colorNeutralForeground3 },
  errorIcon: { color: tokens.colorStatusDangerForeground1 },
  body: { minWidth: 0, overflowWrap: 'anywhere' },
  title: { ...typographyStyles.body1Strong, margin: 0 },
  text: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  action: { marginBlockStart: tokens.spacingVerticalS },
});

interface NoticeProps {
  /** An error is announced at once; information is read in its turn. */
  tone: 'error' | 'info';
  title?: string;
  text: string;
  /** The next step, where the person can take it here. */
  action?: ReactNode;
}

/** Says what is the matter, why, and what to do next. */
export function Notice({ tone, title, text, action }: NoticeProps) {
  const styles = useStyles();
  const error = tone === 'error';
  const Icon = error ? ErrorCircle20Regular : Info20Regular;
  return (
    <div
      className={mergeClasses(styles.root, error && styles.error)}
      {...(error && { role: 'alert' })}
    >
      <Icon className={mergeClasses(styles.icon, error && styles.errorIcon)} aria-hidden />
      <div className={styles.body}>
        {title && <p className={styles.title}>{title}</p>}
        <p className={styles.text}>{text}</p>
        {action && <div className={styles.action}>{action}</div>}
      </div>
    </div>
  );
}
