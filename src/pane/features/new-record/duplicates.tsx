import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { plainList } from '../../components/plain-list.ts';
import type { CrmRecord } from '../../../contracts/record.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { RecordLink } from '../../components/record-link.tsx';
import { useText } from '../../text/use-text.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorStatusWarningBorder1}`,
    backgroundColor: tokens.colorStatusWarningBackground1,
  },
  title: { ...typographyStyles.body1Strong, margin: 0 },
  text: { ...typographyStyles.body1, margin: 0 },
  list: {
    ...plainList,
    gap: tokens.spacingVerticalS,
  },
});

interface DuplicatesProps {
  records: readonly CrmRecord[];
  busy: boolean;
  /** One of them is the record that was meant. */
  onUse: (record: CrmRecord) => void;
  onCreate: () => void;
}

/** The CRM knows records like the new one: use one of them, or make it anyway (CT-07). */
export function Duplicates({ records, busy, onUse, onCreate }: DuplicatesProps) {
  const styles = useStyles();
  const { t } = useText();
  return (
    <div className={styles.root} role="alert">
      <p className={styles.title}>{t('create.duplicates.title')}</p>
      <p className={styles.text}>
        {t(records.length > 0 ? 'create.duplicates.text' : 'create.duplicates.hidden')}
      </p>
      <ul className={styles.list}>
        {records.map((record) => (
          <li key={record.id}>
            <RecordLink record={record} />
            <ActionButton busy={busy} onClick={() => onUse(record)}>
              {t('create.duplicates.use', { name: record.name })}
            </ActionButton>
          </li>
        ))}
      </ul>
      <div>
        <ActionButton busy={busy} onClick={onCreate}>
          {t('create.duplicates.create')}
        </ActionButton>
      </div>
    </div>
  );
}
