import {
  Avatar,
  makeStyles,
  Tag,
  TagPicker,
  TagPickerControl,
  TagPickerGroup,
  TagPickerInput,
  TagPickerList,
  TagPickerOption,
  Text,
  tokens,
} from '@fluentui/react-components';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { loadPeople } from '../api/people.ts';
import { useLive } from '../api/use-live.ts';
import type { MailPerson } from '../host/compose-item.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    ':focus-within': { borderBottomColor: tokens.colorCompoundBrandStroke },
  },
  label: {
    minInlineSize: '64px',
    paddingBlock: tokens.spacingVerticalSNudge,
    color: tokens.colorNeutralForeground2,
  },
  picker: { flexGrow: 1, minInlineSize: 0 },
  control: {
    borderTopStyle: 'none',
    borderLeftStyle: 'none',
    borderRightStyle: 'none',
    borderBottomStyle: 'none',
    paddingInlineStart: 0,
    backgroundColor: 'transparent',
    '::after': { display: 'none' },
  },
  end: { display: 'flex', alignItems: 'center', minBlockSize: '32px' },
});

export interface PeopleFieldProps {
  label: string;
  people: readonly MailPerson[];
  onChange: (people: readonly MailPerson[]) => void;
  /** What stands at the end of the row. */
  end?: ReactNode;
  /** The form was asked for, and here one begins. */
  isFirst?: boolean;
}

const maxSuggestions = 8;

/** `Mia <mia@contoso.example>` or an address. */
function typed(text: string): MailPerson | undefined {
  const match = /^(?:"?([^"<]*)"?\s*<)?([^<>\s@]+@[^<>\s@]+)>?$/.exec(text.trim());
  const address = match?.[2];
  return address ? { name: match[1]?.trim() || address, address } : undefined;
}

const matches = ({ name, address }: MailPerson, query: string): boolean =>
  name.toLowerCase().includes(query) || address.toLowerCase().startsWith(query);

const has = (people: readonly MailPerson[], address: string): boolean =>
  people.some((one) => one.address.toLowerCase() === address.toLowerCase());

/** Whom of the directory and the contacts the typed letters may mean. */
function useSuggestions(query: string, chosen: readonly MailPerson[]): MailPerson[] {
  const { data: known = [] } = useLive('people', loadPeople, ['contact']);
  const wanted = query.trim().toLowerCase();
  if (!wanted) return [];
  return known
    .filter((person) => matches(person, wanted) && !has(chosen, person.address))
    .slice(0, maxSuggestions);
}

function usePeople({ people, onChange }: Pick<PeopleFieldProps, 'people' | 'onChange'>) {
  const [query, setQuery] = useState('');
  const suggestions = useSuggestions(query, people);
  const add = (person: MailPerson) => {
    setQuery('');
    if (!has(people, person.address)) onChange([...people, person]);
  };
  /** Takes what is typed, where it is an address. */
  const take = (): boolean => {
    const person = typed(query);
    if (person) add(person);
    return person !== undefined;
  };
  const select = (addresses: readonly string[]) => {
    const added = suggestions.find(
      ({ address }) => addresses.includes(address) && !has(people, address),
    );
    if (added) add(added);
    else onChange(people.filter(({ address }) => addresses.includes(address)));
  };
  return { query, setQuery, suggestions, take, select };
}

/** People as tags, with suggestions while one types. */
export function PeopleField({ label, people, onChange, end, isFirst = false }: PeopleFieldProps) {
  const styles = useStyles();
  const labelId = useId();
  const [isOpen, setOpen] = useState(false);
  const { query, setQuery, suggestions, take, select } = usePeople({ people, onChange });
  const onKeyDown = (event: KeyboardEvent) => {
    const isEnd = event.key === ',' || event.key === ';';
    if ((event.key === 'Enter' || isEnd) && take()) event.preventDefault();
  };
  return (
    <div className={styles.row}>
      <Text id={labelId} className={styles.label}>
        {label}
      </Text>
      <div className={styles.picker}>
        <TagPicker
          open={isOpen && suggestions.length > 0}
          onOpenChange={(_event, { open }) => setOpen(open)}
          selectedOptions={people.map(({ address }) => address)}
          onOptionSelect={(_event, { selectedOptions }) => select(selectedOptions)}
        >
          <TagPickerControl className={styles.control} expandIcon={null}>
            {people.length > 0 && (
              <TagPickerGroup aria-labelledby={labelId}>
                {people.map(({ name, address }) => (
                  <Tag
                    key={address}
                    value={address}
                    shape="circular"
                    title={address}
                    media={<Avatar aria-hidden name={name} color="colorful" size={20} />}
                  >
                    {name}
                  </Tag>
                ))}
              </TagPickerGroup>
            )}
            <TagPickerInput
              aria-labelledby={labelId}
              value={query}
              // eslint-disable-next-line jsx-a11y/no-autofocus -- the form opened because one asked
              autoFocus={isFirst}
              onChange={(event) => {
                setQuery(event.target.value);
                setOpen(true);
              }}
              onKeyDown={onKeyDown}
              onBlur={take}
            />
          </TagPickerControl>
          <TagPickerList>
            {suggestions.map(({ name, address }) => (
              <TagPickerOption
                key={address}
                value={address}
                text={name}
                secondaryContent={address}
                media={<Avatar aria-hidden name={name} color="colorful" size={28} />}
              >
                {name}
              </TagPickerOption>
            ))}
          </TagPickerList>
        </TagPicker>
      </div>
      {end && <div className={styles.end}>{end}</div>}
    </div>
  );
}
