import {
  createFocusOutlineStyle,
  makeStyles,
  mergeClasses,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import type { SearchResponse } from '../../../contracts/search.ts';
import { tableGroupLabel } from '../../text/table-name.ts';
import { useText } from '../../text/use-text.ts';
import { touchTarget } from '../touch.ts';
import type { TableFilterState } from './use-table-filter.ts';

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
  choice: {
    ...typographyStyles.caption1,
    position: 'relative',
    minHeight: '24px',
    paddingBlock: 0,
    paddingInline: tokens.spacingHorizontalS,
    borderRadius: tokens.borderRadiusCircular,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ...touchTarget,
    ...createFocusOutlineStyle(),
  },
  chosen: {
    border: `${tokens.strokeWidthThin} solid ${tokens.colorBrandStroke1}`,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    ':hover': { backgroundColor: tokens.colorBrandBackground2Hover },
    '@media (forced-colors: active)': { textDecorationLine: 'underline' },
  },
});

interface TableFilterProps {
  filter: TableFilterState;
  found: SearchResponse['groups'] | null;
}

/** Narrows a search to one of the tables in which something was found (UI-08). */
export function TableFilter({ filter, found }: TableFilterProps) {
  const styles = useStyles();
  const { t } = useText();
  const choices = filter.chosen
    ? [filter.chosen]
    : (found ?? [])
        .filter(({ records }) => records.length > 0)
        .map(({ table, label }) => ({
          table,
          label: tableGroupLabel(t, table, label),
        }));
  if (!filter.chosen && choices.length < 2) return null;
  const choice = (label: string, chosen: boolean, onClick: () => void) => (
    <button
      key={label}
      type="button"
      aria-pressed={chosen}
      className={mergeClasses(styles.choice, chosen && styles.chosen)}
      onClick={onClick}
    >
      {label}
    </button>
  );
  return (
    <div className={styles.bar} role="group" aria-label={t('regarding.tables')}>
      {choice(t('regarding.allTables'), !filter.chosen, filter.clear)}
      {choices.map((one) =>
        choice(one.label, one.table === filter.chosen?.table, () => filter.choose(one)),
      )}
    </div>
  );
}
