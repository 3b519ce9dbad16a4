import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { TFunction } from 'i18next';
import type { FoundPerson, PeopleResponse } from '../../../contracts/library.ts';
import type { CrmRecord } from '../../../contracts/record.ts';
import type { Call } from '../../api/call.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Breakable } from '../../components/breakable.tsx';
import { plainList } from '../../components/plain-list.ts';
import { RecordName } from '../../components/record-name.tsx';
import { SearchField } from '../../components/writing/search-field.tsx';
import { useAnswer, type Answer } from '../../components/writing/use-answer.ts';
import { useText } from '../../text/use-text.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    marginBlockStart: tokens.spacingVerticalXS,
    padding: tokens.spacingHorizontalS,
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  list: { ...plainList, gap: tokens.spacingVerticalS },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
  },
  text: { flex: '1 1 8rem', minWidth: 0, overflowWrap: 'anywhere' },
  address: {
    ...typographyStyles.caption1,
    display: 'block',
    // Below the record's name, beside its icon.
    paddingInlineStart: `calc(20px + ${tokens.spacingHorizontalS})`,
    color: tokens.colorNeutralForeground2,
  },
});

/** The shortest text the service searches for (contracts/library.ts). */
const shortest = 2;

interface PartySearchProps {
  label: string;
  /** Tables whose records can be on the list. */
  targets: readonly string[];
  /** Ids of those who are on it. */
  taken: ReadonlySet<string>;
  call: Pick<Call, 'get'>;
  onAdd: (person: CrmRecord) => void;
  onClose: () => void;
}

const hintOf = (
  t: TFunction,
  q: string,
  { asking, failure }: Answer<PeopleResponse>,
  count: number,
): string => {
  if (q.length < shortest) return t('recipients.typeMore');
  if (asking) return t('insert.searching');
  if (failure) return t(`problem.${failure.code}.text`);
  return count === 0 ? t('recipients.none') : t('recipients.found', { count });
};

const Row = ({ person, onAdd }: { person: FoundPerson; onAdd: () => void }) => {
  const styles = useStyles();
  const { t } = useText();
  const { record, address } = person;
  return (
    <li className={styles.row}>
      <div className={styles.text}>
        <RecordName record={record} />
        {address && (
          <span className={styles.address}>
            <Breakable text={address} />
          </span>
        )}
      </div>
      <ActionButton aria-label={`${t('recipients.add')} ${record.name}`} onClick={onAdd}>
        {t('recipients.add')}
      </ActionButton>
    </li>
  );
};

/** Finds people of the CRM one after the other: Enter adds the first, Escape closes. */
export function PartySearch(props: PartySearchProps) {
  const { label, targets, taken, call, onAdd, onClose } = props;
  const styles = useStyles();
  const { t } = useText();
  const root = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const q = text.trim();
  const answer = useAnswer<PeopleResponse>(call, '/api/people', q.length < shortest ? null : { q });
  const people = (answer.data?.people ?? []).filter(
    ({ record }) => targets.includes(record.table) && !taken.has(record.id),
  );
  const add = (person: CrmRecord) => {
    onAdd(person);
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const [first] = people;
    if (event.key === 'Escape') onClose();
    else if (event.key !== 'Enter') return;
    else if (first && !answer.asking && !event.repeat) add(first.record);
    // Elsewhere in the form Enter saves the record; here it adds who was found first.
    event.preventDefault();
    event.stopPropagation();
  };
  useEffect(() => root.current?.querySelector('input')?.focus(), []);
  return (
    <div ref={root} className={styles.root} role="search">
      <SearchField
        label={t('create.addPeople', { label })}
        text={text}
        onText={setText}
        hint={hintOf(t, q, answer, people.length)}
        onKeyDown={onKeyDown}
      />
      {people.length > 0 && (
        <ul className={styles.list} aria-label={t('recipients.results')}>
          {people.map((person) => (
            <Row key={person.record.id} person={person} onAdd={() => add(person.record)} />
          ))}
        </ul>
      )}
      <ActionButton appearance="subtle" onClick={onClose}>
        {t('create.peopleDone')}
      </ActionButton>
    </div>
  );
}
