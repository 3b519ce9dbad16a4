import type { ReactElement } from 'react';
import { Button, makeStyles } from '@fluentui/react-components';
import { touchTarget } from './touch.ts';

const useStyles = makeStyles({ button: { minWidth: 0, flexShrink: 0, ...touchTarget } });

interface ToggleButtonProps {
  icon: ReactElement;
  /** Says what a click does. */
  label: string;
  pressed: boolean;
  onClick: () => void;
}

/** A button without words that is on or off. */
export function ToggleButton({ icon, label, pressed, onClick }: ToggleButtonProps) {
  return (
    <Button
      className={useStyles().button}
      appearance="subtle"
      icon={icon}
      aria-label={label}
      title={label}
      data-pressed={pressed || undefined}
      onClick={onClick}
    />
  );
}
