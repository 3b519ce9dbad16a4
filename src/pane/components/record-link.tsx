import {
  createFocusOutlineStyle,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { Open16Regular } from '@fluentui/react-icons/svg/open';
import type { CrmRecord } from '../../contracts/record.ts';
import { tableLabel } from '../text/table-name.ts';
import { useText } from '../text/use-text.ts';
import { RecordName } from './record-name.tsx';
import { touchTarget } from './touch.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    boxSizing: 'border-box',
    minHeight: '40px',
    paddingBlock: tokens.spacingVerticalXXS,
    paddingInline: tokens.spacingHorizontalS,
  },
  link: {
    // Fluent draws the focus ring in the nearest positioned box.
    position: 'relative',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':hover': {
      backgroundColor: tokens.colorSubtleBackgroundHover,
      color: tokens.colorBrandForegroundLink,
    },
    ':active': { backgroundColor: tokens.colorSubtleBackgroundPressed },
    ...touchTarget,
    ...createFocusOutlineStyle(),
  },
  open: { flexShrink: 0, marginInlineStart: 'auto', color: tokens.colorNeutralForeground3 },
});

/** A record; opens its page in the CRM where the caller may see it. */
export function RecordLink({
  record,
}: {
  record: Omit<CrmRecord, 'url'> & { url?: string | undefined };
}) {
  const styles = useStyles();
  const { t } = useText();
  if (!record.url) {
    return (
      <div className={styles.row}>
        <RecordName record={record} />
      </div>
    );
  }
  return (
    <a
      className={mergeClasses(styles.row, styles.link)}
      href={record.url}
      target="_blank"
      rel="noopener noreferrer"
      title={t('people.opensInCrm', { table: tableLabel(t, record.table, record.tableLabel) })}
    >
      <RecordName record={record} />
      <Open16Regular className={styles.open} aria-hidden />
    </a>
  );
}
