import { useState } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { plainList } from '../../components/plain-list.ts';
import type { PersonCard } from '../../../contracts/item.ts';
import { ActionButton } from '../../components/action-button.tsx';
import type { Services } from '../../page/page.ts';
import { useText } from '../../text/use-text.ts';
import { Person, type Knowledge } from './person.tsx';

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  heading: { ...typographyStyles.subtitle2, margin: 0 },
  list: {
    ...plainList,
    gap: tokens.spacingVerticalL,
  },
  none: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
});

/** A mail to a whole department stays short until asked for. */
const firstOnes = 10;

interface PeopleListProps {
  people: PersonCard[];
  knowledge: Knowledge;
  /** Addresses, in lower case, the CRM is being asked about; it told of the others. */
  asking?: ReadonlySet<string>;
  services: Services;
}

/** Everyone on the item with what the CRM knows of them. */
export function PeopleList({ people, knowledge, asking, services }: PeopleListProps) {
  const styles = useStyles();
  const { t } = useText();
  const [all, setAll] = useState(false);
  const shown = all ? people : people.slice(0, firstOnes);
  const more = people.length - shown.length;
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{t('people.heading')}</h2>
      {people.length === 0 && <p className={styles.none}>{t('people.none')}</p>}
      <ul className={styles.list}>
        {shown.map((person) => (
          <Person
            key={person.address}
            person={person}
            services={services}
            knowledge={asking?.has(person.address.toLowerCase()) ? 'asking' : knowledge}
          />
        ))}
      </ul>
      {more > 0 && (
        <ActionButton onClick={() => setAll(true)}>
          {t('action.showAll', { count: more })}
        </ActionButton>
      )}
    </section>
  );
}
