import type { MouseEvent, ReactElement } from 'react';
import { Button, makeStyles } from '@fluentui/react-components';
import { touchTarget } from './touch.ts';

const useStyles = makeStyles({ button: { minWidth: 0, ...touchTarget } });

interface ActionButtonProps {
  children: string;
  appearance?: 'primary' | 'secondary' | 'subtle';
  icon?: ReactElement;
  onClick: (event: MouseEvent<HTMLElement>) => void;
  'aria-expanded'?: boolean;
  /** Something is under way: the button stays where it is, keeps the focus and does nothing. */
  busy?: boolean;
}

/** A button of the pane, large enough for a finger where there is one. */
export function ActionButton({ busy = false, ...props }: ActionButtonProps) {
  return <Button {...props} className={useStyles().button} disabledFocusable={busy} />;
}
