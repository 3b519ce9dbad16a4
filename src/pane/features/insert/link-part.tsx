import { useState } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { CrmRecord } from '../../../contracts/record.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { LazyRecordSearch } from '../../components/record-search/lazy-record-search.tsx';
import { RecordName } from '../../components/record-name.tsx';
import { tableLabel } from '../../text/table-name.ts';
import { useText } from '../../text/use-text.ts';
import { recordLink } from './record-link.ts';
import type { InsertTools } from './use-insert.ts';

const useStyles = makeStyles({
  chosen: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  hint: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
});

interface LinkPartProps {
  tools: InsertTools;
  records: readonly CrmRecord[];
  /** The record the page was opened from. */
  first: CrmRecord | null;
}

/** Inserts a link to a record of the CRM (CMP-06). */
export function LinkPart({ tools, records, first }: LinkPartProps) {
  const styles = useStyles();
  const { t } = useText();
  const [chosen, setChosen] = useState<CrmRecord | null>(first);
  const label = chosen ? (chosen.tableLabel ?? tableLabel(t, chosen.table)) : '';
  return (
    <>
      {chosen && (
        <div className={styles.chosen}>
          <RecordName record={chosen} />
          <ActionButton
            appearance="primary"
            busy={tools.action.busy}
            onClick={() => tools.insert(recordLink(chosen, label))}
          >
            {t('insert.insertLink')}
          </ActionButton>
          <p className={styles.hint}>{t('insert.linkHint')}</p>
        </div>
      )}
      <LazyRecordSearch
        label={t('insert.findRecord')}
        suggestions={records.map((record) => ({ record }))}
        call={tools.services.call}
        focus={false}
        onPick={(record) => {
          tools.action.clear();
          setChosen(record);
        }}
      />
    </>
  );
}
