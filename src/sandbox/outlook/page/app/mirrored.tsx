import { makeStyles } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useText } from '../text/use-text.ts';

const useStyles = makeStyles({
  // An inline style would not pass the page's policy; Griffel turns no transforms around.
  mirrored: { display: 'inline-flex', transform: 'scaleX(-1)' },
});

/** An arrow that points along the direction of writing. */
export function Mirrored({ children }: { children: ReactElement }) {
  const styles = useStyles();
  const { direction } = useText();
  return direction === 'rtl' ? <span className={styles.mirrored}>{children}</span> : children;
}
