import { useId, type ReactNode } from 'react';
import {
  createFocusOutlineStyle,
  Label,
  makeStyles,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { touchTarget } from './touch.ts';

const useStyles = makeStyles({
  field: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  select: {
    ...typographyStyles.body1,
    // Fluent draws the focus ring in the nearest positioned box.
    position: 'relative',
    boxSizing: 'border-box',
    width: '100%',
    minHeight: '32px',
    paddingInline: tokens.spacingHorizontalS,
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStrokeAccessible}`,
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    textOverflow: 'ellipsis',
    ...touchTarget,
    ...createFocusOutlineStyle(),
  },
});

interface SelectFieldProps {
  label: string;
  /** A heading above it says the same already. */
  isLabelHidden?: boolean;
  value: string;
  onChange: (value: string) => void;
  /** `option`s. */
  children: ReactNode;
}

/** One of several; the browser's own list, which phones draw as they do. */
export function SelectField(props: SelectFieldProps) {
  const { label, isLabelHidden = false, value, onChange, children } = props;
  const styles = useStyles();
  const id = useId();
  return (
    <div className={styles.field}>
      {!isLabelHidden && <Label htmlFor={id}>{label}</Label>}
      <select
        id={id}
        className={styles.select}
        {...(isLabelHidden && { 'aria-label': label })}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      >
        {children}
      </select>
    </div>
  );
}
