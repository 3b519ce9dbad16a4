import { useRef, useState } from 'react';
import { Button, Field, makeStyles, tokens } from '@fluentui/react-components';
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { PersonAdd20Regular } from '@fluentui/react-icons/svg/person-add';
import type { CrmRecord } from '../../../contracts/record.ts';
import type { FieldValue } from '../../../domain/records/form.ts';
import type { RecordRef } from '../../../domain/mail/email-activity.ts';
import { plainList } from '../../components/plain-list.ts';
import { RecordName } from '../../components/record-name.tsx';
import { touchTarget } from '../../components/touch.ts';
import { useText } from '../../text/use-text.ts';
import type { FieldInputProps } from './field-input.tsx';
import { PartySearch } from './party-search.tsx';

const useStyles = makeStyles({
  list: { ...plainList, gap: tokens.spacingVerticalXS },
  person: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
    paddingInlineStart: tokens.spacingHorizontalS,
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
  },
  remove: { flexShrink: 0, ...touchTarget },
  // Looks like the inputs it stands among.
  add: {
    justifyContent: 'flex-start',
    width: '100%',
    marginBlockStart: tokens.spacingVerticalXS,
    color: tokens.colorNeutralForeground3,
    fontWeight: tokens.fontWeightRegular,
    ...touchTarget,
  },
  said: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', margin: 0 },
});

const isRecord = (one: FieldValue): one is RecordRef =>
  typeof one === 'object' && !Array.isArray(one);

const recordsIn = (value: FieldValue | undefined): RecordRef[] =>
  [value ?? []].flat().filter(isRecord);

interface PeopleProps {
  people: readonly Pick<CrmRecord, 'table' | 'id' | 'name'>[];
  label: string;
  onRemove: (person: Pick<CrmRecord, 'id' | 'name'>) => void;
}

const People = ({ people, label, onRemove }: PeopleProps) => {
  const styles = useStyles();
  const { t } = useText();
  return (
    <ul className={styles.list} aria-label={label}>
      {people.map((person) => (
        <li key={person.id} className={styles.person}>
          <RecordName record={person} />
          <Button
            className={styles.remove}
            appearance="subtle"
            icon={<Dismiss20Regular />}
            aria-label={t('create.removePerson', { name: person.name, label })}
            title={t('create.removePerson', { name: person.name, label })}
            onClick={() => onRemove(person)}
          />
        </li>
      ))}
    </ul>
  );
};

/** People of an activity: found by name, address or company, shown by name, any number of them. */
export function PartyField({ field, value, problem, onChange, call, known }: FieldInputProps) {
  const styles = useStyles();
  const { t } = useText();
  const { label, targets = [] } = field;
  const [searching, setSearching] = useState(false);
  const [picked, setPicked] = useState<readonly CrmRecord[]>([]);
  const [said, setSaid] = useState('');
  const holder = useRef<HTMLDivElement>(null);
  const chosen = recordsIn(value);
  const people = chosen.map(
    (one) => [...picked, ...known].find(({ id }) => id === one.id) ?? { ...one, name: '…' },
  );
  const focus = (selector: string) =>
    // What had the focus is gone; what is in its place takes it.
    setTimeout(() => holder.current?.querySelector<HTMLElement>(selector)?.focus());
  const add = (person: CrmRecord) => {
    setPicked((before) => [...before, person]);
    onChange([...chosen, { table: person.table, id: person.id }]);
    setSaid(t('recipients.added', { name: person.name, list: label }));
    focus('input');
  };
  const remove = ({ id, name }: Pick<CrmRecord, 'id' | 'name'>) => {
    const left = chosen.filter((one) => one.id !== id);
    onChange(left.length > 0 ? left : undefined);
    setSaid(t('create.personRemoved', { name, label }));
    focus('li button, button, input');
  };
  const close = () => {
    setSearching(false);
    focus('[data-add]');
  };
  return (
    <div ref={holder}>
      <Field
        label={label}
        required={field.required}
        {...(problem && { validationMessage: t(`create.problem.${problem}`) })}
      >
        {({ 'aria-labelledby': labelledBy, 'aria-describedby': describedBy }) => (
          <div role="group" aria-labelledby={labelledBy} aria-describedby={describedBy}>
            {people.length > 0 && <People people={people} label={label} onRemove={remove} />}
            {!searching && (
              <Button
                data-add
                className={styles.add}
                icon={<PersonAdd20Regular />}
                onClick={() => setSearching(true)}
              >
                {t('create.addPeople', { label })}
              </Button>
            )}
          </div>
        )}
      </Field>
      {/* Outside of the field, which would name the search's input after itself. */}
      {searching && (
        <PartySearch
          label={label}
          targets={targets}
          taken={new Set(chosen.map(({ id }) => id))}
          call={call}
          onAdd={add}
          onClose={close}
        />
      )}
      <p className={styles.said} role="status">
        {said}
      </p>
    </div>
  );
}
