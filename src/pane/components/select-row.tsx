import { useId, useRef, useState, type ReactNode } from 'react';
import {
  createFocusOutlineStyle,
  makeStyles,
  mergeClasses,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { ChevronDown16Regular } from '@fluentui/react-icons/svg/chevron-down';
import { touchTarget } from './touch.ts';
import { useEscape } from './use-escape.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalXS,
    paddingBlock: tokens.spacingVerticalXXS,
    borderRadius: tokens.borderRadiusMedium,
    // Long lists stay quick: what is not in view is not drawn.
    contentVisibility: 'auto',
    containIntrinsicSize: 'auto 60px',
  },
  chosen: { backgroundColor: tokens.colorSubtleBackgroundSelected },
  tick: {
    display: 'flex',
    flexShrink: 0,
    alignItems: 'center',
    boxSizing: 'border-box',
    // In line with the box that ticks them all.
    width: '24px',
    paddingInlineStart: '2px',
    minHeight: '36px',
    '@media (pointer: coarse)': { width: '44px', minHeight: '44px' },
  },
  box: {
    position: 'relative',
    width: '16px',
    height: '16px',
    margin: 0,
    accentColor: tokens.colorCompoundBrandBackground,
    ...createFocusOutlineStyle(),
  },
  body: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  opener: {
    position: 'relative',
    display: 'flex',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalXS,
    width: '100%',
    minHeight: '36px',
    paddingBlock: tokens.spacingVerticalXS,
    paddingInline: tokens.spacingHorizontalXS,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    textAlign: 'start',
    cursor: 'pointer',
    ...typographyStyles.body1,
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ...touchTarget,
    ...createFocusOutlineStyle(),
  },
  text: { flexGrow: 1, minWidth: 0 },
  detail: { ...typographyStyles.caption1, display: 'block', color: tokens.colorNeutralForeground3 },
  chevron: {
    flexShrink: 0,
    marginBlockStart: tokens.spacingVerticalXXS,
    color: tokens.colorNeutralForeground3,
  },
  up: { transform: 'rotate(180deg)' },
  more: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    paddingInlineStart: tokens.spacingHorizontalXS,
    paddingBlockEnd: tokens.spacingVerticalS,
    '[hidden]&': { display: 'none' },
  },
});

interface SelectRowProps {
  name: string;
  detail: string;
  /** The state column. */
  state: ReactNode;
  checked: boolean;
  /** Nothing can be done with it together with others. */
  disabled?: boolean;
  /** What the box is for: `Select Ilona Nagy`. */
  selectLabel: string;
  onSelect: (checked: boolean) => void;
  /** What the row shows when it is opened. */
  children: ReactNode;
}

/** A row of a list: a box to tick, what it is and its state, and more when it is opened. */
export function SelectRow(props: SelectRowProps) {
  const { name, detail, state, checked, disabled = false, selectLabel, onSelect } = props;
  const styles = useStyles();
  const id = useId();
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  useEscape(open ? close : undefined);
  return (
    <li className={mergeClasses(styles.row, checked && styles.chosen)}>
      <label className={styles.tick}>
        <input
          type="checkbox"
          className={styles.box}
          aria-label={selectLabel}
          checked={checked}
          disabled={disabled}
          onChange={(event) => onSelect(event.currentTarget.checked)}
        />
      </label>
      <div className={styles.body}>
        <button
          ref={opener}
          type="button"
          className={styles.opener}
          aria-expanded={open}
          aria-controls={`${id}-more`}
          onClick={() => setOpen(!open)}
        >
          <span className={styles.text}>
            <bdi>{name}</bdi>{' '}
            <span className={styles.detail}>
              <bdi>{detail}</bdi>
            </span>{' '}
            {state}
          </span>
          <ChevronDown16Regular
            className={mergeClasses(styles.chevron, open && styles.up)}
            aria-hidden
          />
        </button>
        <div id={`${id}-more`} className={styles.more} hidden={!open}>
          {open && props.children}
        </div>
      </div>
    </li>
  );
}
