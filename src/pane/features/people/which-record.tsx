import { useState } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { PersonCard } from '../../../contracts/item.ts';
import type { CrmRecord } from '../../../contracts/record.ts';
import { toFailure, type Failure } from '../../api/failure.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { RecordRow } from '../../components/record-row.tsx';
import type { Services } from '../../page/page.ts';
import { useText } from '../../text/use-text.ts';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  row: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  record: { flexGrow: 1, minWidth: 0 },
  choose: { flexShrink: 0, paddingInlineEnd: tokens.spacingHorizontalS },
  question: {
    ...typographyStyles.caption1,
    margin: 0,
    paddingInline: tokens.spacingHorizontalS,
    color: tokens.colorNeutralForeground2,
  },
  change: { paddingInline: tokens.spacingHorizontalXXS },
});

export interface WhichRecordProps {
  person: PersonCard;
  services: Services;
}

/** Tells the service who somebody is; null asks again. */
const useChoice = ({ address }: PersonCard, { call, store }: Services, done: () => void) => {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const choose = ({ table, id }: CrmRecord) => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    call
      .send('PUT', '/api/people/match', { address, record: { table, id } })
      .then(
        () => {
          done();
          store.refresh();
        },
        (error: unknown) => setFailure(toFailure(error)),
      )
      .finally(() => setBusy(false));
  };
  return { busy, failure, choose };
};

/**
 * Somebody whose address several records have: asks once which of them it is, shows the answer from
 * then on, and lets it be changed (UI-05).
 */
export function WhichRecord({ person, services }: WhichRecordProps) {
  const styles = useStyles();
  const { t } = useText();
  const [asking, setAsking] = useState(!person.chosen);
  const { busy, failure, choose } = useChoice(person, services, () => setAsking(false));
  const [first, ...others] = person.records;
  const shown = asking ? person.records : first ? [first] : [];
  return (
    <>
      {asking && (
        <p className={styles.question}>{t('who.question', { count: person.records.length })}</p>
      )}
      <ul className={styles.list} aria-label={asking ? t('who.matches') : undefined}>
        {shown.map((record) => (
          <li key={record.id} className={styles.row}>
            <div className={styles.record}>
              <RecordRow record={record} open={services.open} />
            </div>
            {asking && !record.inactive && (
              <div className={styles.choose}>
                <ActionButton
                  busy={busy}
                  aria-label={t('who.chooseOne', { name: record.name })}
                  onClick={() => choose(record)}
                >
                  {t('who.choose')}
                </ActionButton>
              </div>
            )}
          </li>
        ))}
      </ul>
      {failure && (
        <ProblemNotice failure={failure} store={services.store} onRetry={services.store.refresh} />
      )}
      {!asking && others.length > 0 && (
        <div className={styles.change}>
          <ActionButton appearance="subtle" onClick={() => setAsking(true)}>
            {t('who.change', { count: others.length })}
          </ActionButton>
        </div>
      )}
    </>
  );
}
