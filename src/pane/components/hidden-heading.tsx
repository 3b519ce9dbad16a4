import type { ReactNode } from 'react';
import { makeStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  hidden: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
    margin: 0,
  },
});

/** A heading for people who listen to the page and for its outline. */
export function HiddenHeading({ level, children }: { level: 1 | 2; children: ReactNode }) {
  const styles = useStyles();
  const Heading = `h${level}` as const;
  return <Heading className={styles.hidden}>{children}</Heading>;
}
