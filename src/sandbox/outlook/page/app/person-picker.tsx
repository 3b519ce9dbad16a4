import { Avatar, Button, makeStyles, Text, Title2, tokens } from '@fluentui/react-components';
import type { Person } from '../../types.ts';
import { useText } from '../text/use-text.ts';

const useStyles = makeStyles({
  page: {
    maxInlineSize: '30rem',
    marginInline: 'auto',
    padding: tokens.spacingHorizontalXXL,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
  },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
  },
  person: { inlineSize: '100%', justifyContent: 'flex-start', textAlign: 'start' },
  words: { display: 'flex', flexDirection: 'column', marginInlineStart: tokens.spacingHorizontalM },
  second: { color: tokens.colorNeutralForeground2 },
});

export interface PersonPickerProps {
  people: Person[];
  onPick: (person: Person) => void;
}

/** Who do you want to be? Nobody in the sandbox has a password. */
export function PersonPicker({ people, onPick }: PersonPickerProps) {
  const styles = useStyles();
  const { t } = useText();
  return (
    <main className={styles.page}>
      <Title2 as="h1">{t('picker.title')}</Title2>
      <Text>{t('picker.intro')}</Text>
      <ul className={styles.list}>
        {people.map((person) => (
          <li key={person.id}>
            <Button
              className={styles.person}
              size="large"
              icon={<Avatar name={person.displayName} aria-hidden color="colorful" />}
              onClick={() => onPick(person)}
            >
              <span className={styles.words}>
                <Text weight="semibold">{person.displayName}</Text>
                <Text size={200} className={styles.second}>
                  {person.jobTitle}
                </Text>
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </main>
  );
}
