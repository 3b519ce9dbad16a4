import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { Input, Label, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { Search20Regular } from '@fluentui/react-icons/svg/search';
import type { TFunction } from 'i18next';
import type { CrmRecord } from '../../../contracts/record.ts';
import { touchTarget } from '../../components/touch.ts';
import { tableGroupLabel } from '../../text/table-name.ts';
import { useText } from '../../text/use-text.ts';
import { optionId, ResultList, type ResultGroup } from './result-list.tsx';
import { useRecordSearch, type RecordSearch, type SearchRecords } from './use-record-search.ts';

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  input: touchTarget,
  hint: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
});

interface RegardingSearchProps {
  /** Records to offer before anything is typed. */
  suggestions: CrmRecord[];
  search: SearchRecords;
  onPick: (record: CrmRecord) => void;
  onClose: () => void;
}

const groupsOf = (t: TFunction, found: RecordSearch, suggestions: CrmRecord[]): ResultGroup[] => {
  if (found.groups) {
    return found.groups
      .filter(({ records }) => records.length > 0)
      .map(({ table, records }) => ({
        label: tableGroupLabel(t, table),
        sameTable: true,
        records,
      }));
  }
  if (found.searching || found.failure || suggestions.length === 0) return [];
  return [{ label: t('regarding.suggested'), sameTable: false, records: suggestions }];
};

const hintOf = (t: TFunction, found: RecordSearch, count: number): string => {
  if (found.failure) return t(`problem.${found.failure.code}.text`);
  if (found.searching) return t('regarding.searching');
  if (!found.groups) return t('regarding.typeMore');
  return count === 0 ? t('regarding.none') : t('regarding.results', { count });
};

/** Finds the record an item is regarding: type, arrows, Enter; Escape closes. */
export function RegardingSearch({ suggestions, search, onPick, onClose }: RegardingSearchProps) {
  const styles = useStyles();
  const { t } = useText();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [moved, setMoved] = useState<number | null>(null);
  const found = useRecordSearch(search, text);
  const groups = groupsOf(t, found, suggestions);
  const options = groups.flatMap(({ records }) => records);
  // The best answer to what was typed is one Enter away; a suggestion nobody asked for is not.
  const active = Math.min(moved ?? (found.groups ? 0 : -1), options.length - 1);

  useEffect(() => input.current?.focus(), []);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const record = options[active];
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && record && !event.repeat) onPick(record);
    else if (step && options.length > 0) {
      const from = active < 0 && step < 0 ? 0 : active;
      setMoved((from + step + options.length) % options.length);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={styles.panel}>
      <Label htmlFor={`${id}-input`}>{t('regarding.label')}</Label>
      <Input
        input={{ ref: input }}
        id={`${id}-input`}
        className={styles.input}
        contentBefore={<Search20Regular aria-hidden />}
        placeholder={t('regarding.placeholder')}
        autoComplete="off"
        role="combobox"
        aria-expanded={options.length > 0}
        aria-autocomplete="list"
        {...(options.length > 0 && { 'aria-controls': `${id}-list` })}
        {...(active >= 0 && { 'aria-activedescendant': optionId(`${id}-list`, active) })}
        value={text}
        onChange={(_event, data) => {
          setText(data.value);
          setMoved(null);
        }}
        onKeyDown={onKeyDown}
      />
      <p className={styles.hint} aria-live="polite">
        {hintOf(t, found, options.length)}
      </p>
      {options.length > 0 && (
        <ResultList
          id={`${id}-list`}
          label={t('regarding.label')}
          groups={groups}
          active={active}
          onPick={onPick}
        />
      )}
    </div>
  );
}
