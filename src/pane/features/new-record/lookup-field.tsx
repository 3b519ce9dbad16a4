import { useRef, useState } from 'react';
import { Button, Field, makeStyles, tokens } from '@fluentui/react-components';
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { Search20Regular } from '@fluentui/react-icons/svg/search';
import type { CrmRecord } from '../../../contracts/record.ts';
import type { RecordRef } from '../../../domain/mail/email-activity.ts';
import { RecordName } from '../../components/record-name.tsx';
import { RecordSearch } from '../../components/record-search/record-search.tsx';
import { touchTarget } from '../../components/touch.ts';
import { useText } from '../../text/use-text.ts';
import type { FieldInputProps } from './field-input.tsx';

const useStyles = makeStyles({
  chosen: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
    paddingBlock: tokens.spacingVerticalXXS,
    paddingInlineStart: tokens.spacingHorizontalS,
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
  },
  // Looks like the inputs it stands among.
  choose: {
    justifyContent: 'flex-start',
    width: '100%',
    color: tokens.colorNeutralForeground3,
    fontWeight: tokens.fontWeightRegular,
    ...touchTarget,
  },
  clear: { flexShrink: 0, ...touchTarget },
  search: {
    padding: tokens.spacingHorizontalS,
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
});

/** The tables a search can look in at once (contracts/search.ts). */
const mostTables = 20;

const isRecord = (value: FieldInputProps['value']): value is RecordRef =>
  typeof value === 'object' && !Array.isArray(value);

interface ChosenProps {
  record: Pick<CrmRecord, 'table' | 'name'>;
  label: string;
  onClear: () => void;
}

const Chosen = ({ record, label, onClear }: ChosenProps) => {
  const styles = useStyles();
  const { t } = useText();
  return (
    <div className={styles.chosen} role="group" aria-label={label}>
      <RecordName record={record} />
      <Button
        className={styles.clear}
        appearance="subtle"
        icon={<Dismiss20Regular />}
        aria-label={t('create.clear', { label })}
        title={t('create.clear', { label })}
        onClick={onClear}
      />
    </div>
  );
};

/** A record a column refers to: chosen by search, shown by name. */
export function LookupField({ field, value, problem, onChange, call, known }: FieldInputProps) {
  const styles = useStyles();
  const { t } = useText();
  const [searching, setSearching] = useState(false);
  const [picked, setPicked] = useState<CrmRecord | null>(null);
  const holder = useRef<HTMLDivElement>(null);
  const record = isRecord(value)
    ? ([picked, ...known].find((one) => one?.id === value.id) ?? { ...value, name: '…' })
    : null;
  const settle = (next: CrmRecord | undefined) => {
    setSearching(false);
    if (next) setPicked(next);
    onChange(next && { table: next.table, id: next.id });
    // The button that had the focus is gone; the next one in its place takes it.
    setTimeout(() => holder.current?.querySelector('button')?.focus());
  };
  return (
    <div ref={holder}>
      <Field
        label={field.label}
        required={field.required}
        {...(problem && { validationMessage: t(`create.problem.${problem}`) })}
      >
        <div>
          {record && (
            <Chosen record={record} label={field.label} onClear={() => settle(undefined)} />
          )}
          {!record && !searching && (
            <Button
              className={styles.choose}
              icon={<Search20Regular />}
              onClick={() => setSearching(true)}
            >
              {t('create.choose', { label: field.label })}
            </Button>
          )}
          {!record && searching && (
            <div className={styles.search}>
              <RecordSearch
                label={field.label}
                tables={field.targets?.slice(0, mostTables) ?? []}
                call={call}
                onPick={settle}
                onClose={() => settle(undefined)}
              />
            </div>
          )}
        </div>
      </Field>
    </div>
  );
}
