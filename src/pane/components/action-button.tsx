import type { MouseEvent, ReactElement } from 'react';
import { Button, makeStyles, mergeClasses } from '@fluentui/react-components';
import { touchTarget } from './touch.ts';

const useStyles = makeStyles({
  button: { minWidth: 0, ...touchTarget },
  wide: { width: '100%', whiteSpace: 'normal', overflowWrap: 'anywhere' },
});

interface ActionButtonProps {
  children: string;
  appearance?: 'primary' | 'secondary' | 'subtle';
  icon?: ReactElement;
  onClick: (event: MouseEvent<HTMLElement>) => void;
  'aria-expanded'?: boolean;
  'aria-describedby'?: string;
  /** More than the text says, beginning with it. */
  'aria-label'?: string;
  /** As wide as its place; a long text goes on in the next line. */
  wide?: boolean;
  /** Something is under way: the button stays where it is, keeps the focus and does nothing. */
  busy?: boolean;
}

/** A button of the pane, large enough for a finger where there is one. */
export function ActionButton({ busy = false, wide = false, ...props }: ActionButtonProps) {
  const styles = useStyles();
  const className = mergeClasses(styles.button, wide && styles.wide);
  return <Button {...props} className={className} disabledFocusable={busy} />;
}
