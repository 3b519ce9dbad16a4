import { useRef, type ReactNode } from 'react';
import {
  createFocusOutlineStyle,
  makeStyles,
  mergeClasses,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { touchTarget } from '../touch.ts';
import { useEscape } from '../use-escape.ts';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  row: {
    display: 'block',
    // Fluent draws the focus ring in the nearest positioned box.
    position: 'relative',
    boxSizing: 'border-box',
    width: '100%',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS}`,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    textAlign: 'start',
    overflowWrap: 'anywhere',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ...touchTarget,
    ...createFocusOutlineStyle(),
  },
  open: { backgroundColor: tokens.colorSubtleBackgroundSelected },
  title: { ...typographyStyles.body1, display: 'block' },
  detail: { ...typographyStyles.caption1, display: 'block', color: tokens.colorNeutralForeground3 },
});

/** Rows to pick from. */
export const PickList = ({ label, children }: { label: string; children: ReactNode }) => (
  <ul className={useStyles().list} aria-label={label}>
    {children}
  </ul>
);

interface PickRowProps {
  title: string;
  detail: string;
  open: boolean;
  onPick: () => void;
  /** What lies below while the row is open. */
  children?: ReactNode;
}

/** A row that opens. */
export function PickRow({ title, detail, open, onPick, children }: PickRowProps) {
  const styles = useStyles();
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    onPick();
    opener.current?.focus();
  };
  useEscape(open ? close : undefined);
  return (
    <li>
      <button
        ref={opener}
        type="button"
        className={mergeClasses(styles.row, open && styles.open)}
        aria-expanded={open}
        onClick={onPick}
      >
        <span className={styles.title}>
          <bdi>{title}</bdi>
        </span>
        {detail && <span className={styles.detail}>{detail}</span>}
      </button>
      {open && children}
    </li>
  );
}
