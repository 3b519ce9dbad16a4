import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useText } from '../../text/use-text.ts';

const useStyles = makeStyles({
  frame: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    overflowWrap: 'anywhere',
    '@media (forced-colors: active)': { border: `${tokens.strokeWidthThin} solid CanvasText` },
  },
  subject: { ...typographyStyles.body1Strong, margin: 0 },
  text: {
    ...typographyStyles.body1,
    margin: 0,
    maxHeight: '16rem',
    overflowY: 'auto',
    whiteSpace: 'pre-wrap',
  },
});

/** What will be inserted, as plain text: HTML of a mail never enters the pane's page. */
export function Preview({ subject = '', text }: { subject?: string; text: string }) {
  const styles = useStyles();
  const { t } = useText();
  return (
    <section className={styles.frame} aria-label={t('insert.preview')}>
      {subject && <p className={styles.subject}>{subject}</p>}
      {/* A long text scrolls, so the keyboard must reach it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <p className={styles.text} tabIndex={0}>
        {text || t('insert.empty')}
      </p>
    </section>
  );
}
