import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronRight16Regular } from '@fluentui/react-icons/svg/chevron-right';
import type { CrmRecord } from '../../contracts/record.ts';
import type { Services } from '../page/page.ts';
import { useText } from '../text/use-text.ts';
import { RecordName } from './record-name.tsx';
import { touchTarget } from './touch.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    boxSizing: 'border-box',
    width: '100%',
    minHeight: '40px',
    paddingBlock: tokens.spacingVerticalXXS,
    paddingInline: tokens.spacingHorizontalS,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':active': { backgroundColor: tokens.colorSubtleBackgroundPressed },
    ':focus-visible': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
    },
    ...touchTarget,
  },
  on: { flexShrink: 0, marginInlineStart: 'auto', color: tokens.colorNeutralForeground3 },
  rtl: { transform: 'scaleX(-1)' },
});

interface RecordRowProps {
  record: Omit<CrmRecord, 'url'>;
  /** What else there is to say of it. */
  note?: string | undefined;
  open: Services['open'];
}

/** A record; leads to its page in the pane. */
export function RecordRow({ record, note, open }: RecordRowProps) {
  const styles = useStyles();
  const { direction } = useText();
  const { table, id } = record;
  return (
    <button type="button" className={styles.row} onClick={() => open('record', { table, id })}>
      <RecordName record={record} note={note} />
      <ChevronRight16Regular
        className={mergeClasses(styles.on, direction === 'rtl' && styles.rtl)}
        aria-hidden
      />
    </button>
  );
}
