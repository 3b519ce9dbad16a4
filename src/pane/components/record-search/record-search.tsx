import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { Input, Label, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { Search20Regular } from '@fluentui/react-icons/svg/search';
import type { TFunction } from 'i18next';
import type { CrmRecord } from '../../../contracts/record.ts';
import type { Call } from '../../api/call.ts';
import { useText } from '../../text/use-text.ts';
import { touchTarget } from '../touch.ts';
import { useEscape } from '../use-escape.ts';
import { groupsOf, type Offered } from './groups.ts';
import { optionId, ResultList } from './result-list.tsx';
import { TableFilter } from './table-filter.tsx';
import { useRecordSearch, type RecordSearch as Found } from './use-record-search.ts';
import { useTableFilter } from './use-table-filter.ts';

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  input: touchTarget,
  hint: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
});

export interface RecordSearchProps {
  /** What the search is for; absent: what the item is regarding. */
  label?: string;
  /** Records to offer before anything is typed. */
  suggestions?: readonly Offered[];
  /** Logical names of the tables to search; absent: all that can be regarding. */
  tables?: readonly string[];
  call: Pick<Call, 'get'>;
  onPick: (record: CrmRecord) => void;
  /** Escape was pressed; absent: the search stays. */
  onClose?: () => void;
  /** Absent: it has the focus when it appears. */
  focus?: boolean;
}

const hintOf = (t: TFunction, found: Found, count: number): string => {
  if (found.failure) return t(`problem.${found.failure.code}.text`);
  if (found.searching) return t('regarding.searching');
  if (!found.groups) return t('regarding.typeMore');
  return count === 0 ? t('regarding.none') : t('regarding.results', { count });
};

/** Finds a record of the CRM: type, arrows, Enter; Escape closes. */
export function RecordSearch(props: RecordSearchProps) {
  const { suggestions = [], tables, call, onPick, onClose, focus = true } = props;
  const styles = useStyles();
  const { t } = useText();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [moved, setMoved] = useState<number | null>(null);
  const filter = useTableFilter(tables);
  const found = useRecordSearch(call, text, filter.tables);
  const groups = groupsOf(t, found, suggestions);
  const options = groups.flatMap((group) => group.options);
  // The best answer to what was typed is one Enter away; a suggestion nobody asked for is not.
  const active = Math.min(moved ?? (found.groups ? 0 : -1), options.length - 1);
  const label = props.label ?? t('regarding.label');

  useEscape(onClose);
  useEffect(() => {
    if (focus) input.current?.focus();
  }, [focus]);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const option = options[active];
    if (event.key === 'Enter' && option && !event.repeat) onPick(option.record);
    else if (step && options.length > 0) {
      const from = active < 0 && step < 0 ? 0 : active;
      setMoved((from + step + options.length) % options.length);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={styles.panel} role="search">
      <Label htmlFor={`${id}-input`}>{label}</Label>
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
          if (!data.value.trim()) filter.clear();
        }}
        onKeyDown={onKeyDown}
      />
      <TableFilter filter={filter} found={found.groups} />
      <p className={styles.hint} aria-live="polite">
        {hintOf(t, found, options.length)}
      </p>
      {options.length > 0 && (
        <ResultList
          id={`${id}-list`}
          label={label}
          groups={groups}
          active={active}
          onPick={onPick}
        />
      )}
    </div>
  );
}
