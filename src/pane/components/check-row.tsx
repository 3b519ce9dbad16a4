import { useId, type ReactNode } from 'react';
import {
  createFocusOutlineStyle,
  makeStyles,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { touchTarget } from './touch.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalS,
    boxSizing: 'border-box',
    minHeight: '32px',
    paddingBlock: tokens.spacingVerticalXS,
    borderRadius: tokens.borderRadiusMedium,
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ...touchTarget,
  },
  // The browser's own box, in the pane's colour: it needs no code and is drawn in forced colours.
  box: {
    position: 'relative',
    flexShrink: 0,
    width: '16px',
    height: '16px',
    margin: '2px',
    accentColor: tokens.colorCompoundBrandBackground,
    ...createFocusOutlineStyle(),
  },
  text: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  label: { ...typographyStyles.body1, display: 'block' },
  detail: { ...typographyStyles.caption1, display: 'block', color: tokens.colorNeutralForeground3 },
});

interface CheckRowProps {
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
  label: string;
  detail?: ReactNode;
  /** One of several: the name of the group of radio buttons it belongs to. */
  group?: string;
}

/** A box to tick, with its label and a second line. */
export function CheckRow(props: CheckRowProps) {
  const { checked, disabled = false, onChange, label, detail, group } = props;
  const styles = useStyles();
  const id = useId();
  return (
    <div className={styles.row}>
      <input
        id={id}
        {...(group === undefined ? { type: 'checkbox' } : { type: 'radio', name: group })}
        className={styles.box}
        checked={checked}
        disabled={disabled}
        {...(detail !== undefined && { 'aria-describedby': `${id}-detail` })}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span className={styles.text}>
        <label htmlFor={id} className={styles.label}>
          <bdi>{label}</bdi>
        </label>
        {detail !== undefined && (
          <span id={`${id}-detail`} className={styles.detail}>
            {detail}
          </span>
        )}
      </span>
    </div>
  );
}
