import type { CrmRecord } from '../../../contracts/record.ts';
import { SelectField } from '../../components/select-field.tsx';
import { tableLabel } from '../../text/table-name.ts';
import { useText } from '../../text/use-text.ts';

interface SourceChoiceProps {
  records: readonly CrmRecord[];
  chosen: CrmRecord | null;
  onChoose: (record: CrmRecord | null) => void;
}

/** The record a template is filled from (CMP-01). */
export function SourceChoice({ records, chosen, onChoose }: SourceChoiceProps) {
  const { t } = useText();
  return (
    <SelectField
      label={t('insert.source')}
      value={chosen?.id ?? ''}
      onChange={(id) => onChoose(records.find((record) => record.id === id) ?? null)}
    >
      {records.map((record) => (
        <option key={record.id} value={record.id}>
          {`${record.name} (${record.tableLabel ?? tableLabel(t, record.table)})`}
        </option>
      ))}
      <option value="">{t('insert.noSource')}</option>
    </SelectField>
  );
}
