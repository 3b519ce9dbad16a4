import { useCallback } from 'react';
import { makeStyles, tokens } from '@fluentui/react-components';
import type { PersonCard } from '../../../contracts/item.ts';
import { creatableTables } from '../../api/creatable-tables.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import type { Services } from '../../page/page.ts';
import { useAnswer } from '../../page/use-answer.ts';
import { useText } from '../../text/use-text.ts';

const useStyles = makeStyles({
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalXS,
    marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalM})`,
  },
});

const kinds = ['contact', 'lead'] as const;

interface AddPersonProps {
  person: Pick<PersonCard, 'name' | 'address'>;
  services: Pick<Services, 'call' | 'open'>;
}

/** The ways to add somebody the CRM does not know, as far as the person's role allows (UI-10). */
export function AddPerson({ person, services: { call, open } }: AddPersonProps) {
  const styles = useStyles();
  const { t, language } = useText();
  const { name, address } = person;
  const { answer, failure } = useAnswer(
    useCallback(() => creatableTables(call, language), [call, language]),
  );
  if (!answer && !failure) return <Skeleton width="60%" height="32px" />;
  // Who cannot be asked is shown both; the form says what it is then.
  const allowed = kinds.filter(
    (kind) => !answer || answer.tables.some(({ table }) => table === kind),
  );
  return (
    <div className={styles.buttons}>
      {allowed.map((as) => (
        <ActionButton
          key={as}
          appearance="subtle"
          onClick={() => open('addPerson', { address, name, as })}
        >
          {t(as === 'contact' ? 'addPerson.asContact' : 'addPerson.asLead')}
        </ActionButton>
      ))}
    </div>
  );
}
