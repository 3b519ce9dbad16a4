import { useId, type ReactNode } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  section: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    paddingBlockEnd: tokens.spacingVerticalM,
  },
  title: { ...typographyStyles.body1Strong, margin: 0 },
  hint: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
});

interface SectionProps {
  title: string;
  hint?: string;
  children: ReactNode;
}

/** A part of the settings with its heading. */
export function Section({ title, hint, children }: SectionProps) {
  const styles = useStyles();
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      {hint && <p className={styles.hint}>{hint}</p>}
      {children}
    </section>
  );
}
