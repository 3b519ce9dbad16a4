import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { CrmRecord } from '../../contracts/record.ts';
import { tableLabel } from '../text/table-name.ts';
import { useText } from '../text/use-text.ts';
import { RecordIcon } from './record-icon.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minWidth: 0 },
  icon: { display: 'flex', flexShrink: 0, color: tokens.colorNeutralForeground2 },
  text: { minWidth: 0, overflowWrap: 'anywhere' },
  name: { ...typographyStyles.body1, display: 'block' },
  kind: { ...typographyStyles.caption1, display: 'block', color: tokens.colorNeutralForeground3 },
  note: { ...typographyStyles.caption1, display: 'block', color: tokens.colorNeutralForeground2 },
});

interface RecordNameProps {
  record: Pick<CrmRecord, 'table' | 'name' | 'detail' | 'tableLabel' | 'inactive'>;
  /** The kind of record is said above, for a whole group. */
  grouped?: boolean;
  /** What else there is to say of it, in a line of its own. */
  note?: string | undefined;
}

/** Work is closed, people are inactive. */
const inactiveWord = ({ table, inactive }: RecordNameProps['record']) => {
  if (!inactive) return null;
  return people.has(table) ? 'inactive' : 'closed';
};
const people = new Set(['contact', 'account', 'systemuser']);

/** What a record is called and what it is: `Contoso`, `Account · Budapest`. */
export function RecordName({ record, grouped = false, note }: RecordNameProps) {
  const styles = useStyles();
  const { t } = useText();
  const state = inactiveWord(record);
  const label = grouped ? '' : tableLabel(t, record.table, record.tableLabel);
  return (
    <span className={styles.root}>
      <span className={styles.icon}>
        <RecordIcon table={record.table} />
      </span>
      <span className={styles.text}>
        <span className={styles.name}>
          <bdi>{record.name}</bdi>
        </span>{' '}
        <span className={styles.kind}>
          {label}
          {label && record.detail && ' · '}
          <bdi>{record.detail}</bdi>
          {state && (
            <>
              {(label || record.detail) && ' · '}
              {t(`people.${state}`)}
            </>
          )}
        </span>
        {note && <span className={styles.note}> {note}</span>}
      </span>
    </span>
  );
}
