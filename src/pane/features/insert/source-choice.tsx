import { useId } from 'react';
import {
  createFocusOutlineStyle,
  Label,
  makeStyles,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import type { CrmRecord } from '../../../contracts/record.ts';
import { touchTarget } from '../../components/touch.ts';
import { tableLabel } from '../../text/table-name.ts';
import { useText } from '../../text/use-text.ts';

const useStyles = makeStyles({
  field: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  select: {
    ...typographyStyles.body1,
    // Fluent draws the focus ring in the nearest positioned box.
    position: 'relative',
    minHeight: '32px',
    width: '100%',
    paddingInline: tokens.spacingHorizontalS,
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStrokeAccessible}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    textOverflow: 'ellipsis',
    ...touchTarget,
    ...createFocusOutlineStyle(),
  },
});

interface SourceChoiceProps {
  records: readonly CrmRecord[];
  chosen: CrmRecord | null;
  onChoose: (record: CrmRecord | null) => void;
}

/** The record a template is filled from (CMP-01). */
export function SourceChoice({ records, chosen, onChoose }: SourceChoiceProps) {
  const styles = useStyles();
  const { t } = useText();
  const id = useId();
  return (
    <div className={styles.field}>
      <Label htmlFor={id}>{t('insert.source')}</Label>
      <select
        id={id}
        className={styles.select}
        value={chosen?.id ?? ''}
        onChange={({ currentTarget }) =>
          onChoose(records.find((record) => record.id === currentTarget.value) ?? null)
        }
      >
        {records.map((record) => (
          <option key={record.id} value={record.id}>
            {`${record.name} (${record.tableLabel ?? tableLabel(t, record.table)})`}
          </option>
        ))}
        <option value="">{t('insert.noSource')}</option>
      </select>
    </div>
  );
}
