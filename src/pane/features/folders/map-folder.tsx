import { useState } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { FolderRuleRequest, MailFolder } from '../../../contracts/folder-rules.ts';
import type { CrmRecord } from '../../../contracts/record.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { CheckRow } from '../../components/check-row.tsx';
import { RecordName } from '../../components/record-name.tsx';
import { LazyRecordSearch } from '../../components/record-search/lazy-record-search.tsx';
import { SelectField } from '../../components/select-field.tsx';
import type { Services } from '../../page/page.ts';
import { useText } from '../../text/use-text.ts';
import { usePreview, type Preview } from './use-preview.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  record: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  text: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
});

const PreviewText = ({ preview }: { preview: Preview }) => {
  const styles = useStyles();
  const { t } = useText();
  const { answer, failure } = preview;
  return (
    <div role="status">
      {failure && <p className={styles.text}>{t(`problem.${failure.code}.text`)}</p>}
      {answer && <p className={styles.text}>{t('folders.willTrack', { count: answer.mails })}</p>}
      {answer !== null && answer.relinked > 0 && (
        <p className={styles.text}>{t('folders.willRelink', { count: answer.relinked })}</p>
      )}
    </div>
  );
};

interface MapFolderProps {
  services: Services;
  /** Of the rules. */
  path: string;
  /** Those that have no rule of their own. */
  folders: readonly MailFolder[];
  busy: boolean;
  /** True once it is done. */
  onMap: (rule: FolderRuleRequest) => Promise<boolean>;
}

/** Maps one more folder; says what that will do before it is done (F-04, F-06). */
export function MapFolder({ services, path: rulesAt, folders, busy, onMap }: MapFolderProps) {
  const styles = useStyles();
  const { t } = useText();
  const [folderId, setFolderId] = useState('');
  const [record, setRecord] = useState<CrmRecord | null>(null);
  const [includeSubfolders, setIncludeSubfolders] = useState(false);
  const [keepsManual, setKeepsManual] = useState(true);
  const regarding = record && { table: record.table, id: record.id };
  const wish = folderId === '' ? null : { folderId, regarding, includeSubfolders, keepsManual };
  const preview = usePreview(services.call, rulesAt, wish);
  const map = async () => {
    if (!wish || !(await onMap(wish))) return;
    setFolderId('');
    setRecord(null);
    setIncludeSubfolders(false);
    setKeepsManual(true);
  };
  return (
    <section className={styles.form} aria-label={t('folders.map')}>
      <SelectField label={t('folders.folder')} value={folderId} onChange={setFolderId}>
        <option value="">{t('folders.choose')}</option>
        {folders.map(({ id, path }) => (
          <option key={id} value={id}>
            {path.join(' › ')}
          </option>
        ))}
      </SelectField>
      {wish && (
        <>
          <CheckRow
            checked={includeSubfolders}
            onChange={setIncludeSubfolders}
            label={t('folders.includeSubfolders')}
          />
          <CheckRow
            checked={keepsManual}
            onChange={setKeepsManual}
            label={t('folders.keepsManual')}
            detail={t('folders.keepsManualDetail')}
          />
          {record ? (
            <div className={styles.record}>
              <RecordName record={record} />
              <ActionButton appearance="subtle" onClick={() => setRecord(null)}>
                {t('folders.withoutRecord')}
              </ActionButton>
            </div>
          ) : (
            <LazyRecordSearch
              label={t('folders.record')}
              call={services.call}
              focus={false}
              onPick={setRecord}
            />
          )}
          <PreviewText preview={preview} />
          <ActionButton
            appearance="primary"
            busy={busy || preview.answer === null}
            onClick={() => void map()}
          >
            {t('folders.map')}
          </ActionButton>
        </>
      )}
    </section>
  );
}
