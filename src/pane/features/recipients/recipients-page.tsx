import { useState, useSyncExternalStore } from 'react';
import { makeStyles, tokens } from '@fluentui/react-components';
import type { TFunction } from 'i18next';
import type { FoundPerson, PeopleResponse } from '../../../contracts/library.ts';
import { Notice } from '../../components/notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { ActionOutcome } from '../../components/writing/action-outcome.tsx';
import { ChoiceBar } from '../../components/writing/choice-bar.tsx';
import { Found } from '../../components/writing/found.tsx';
import { SearchField } from '../../components/writing/search-field.tsx';
import { useAction } from '../../components/writing/use-action.ts';
import { useAnswer, type Answer } from '../../components/writing/use-answer.ts';
import { useCompose } from '../../components/writing/use-compose.ts';
import type { Compose, PeopleList } from '../../host/compose/compose.ts';
import type { PageProps, Services } from '../../page/page.ts';
import { useText } from '../../text/use-text.ts';
import { PersonRow } from './person-row.tsx';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
});

/** The shortest text the service searches for (contracts/library.ts). */
const shortest = 2;

const hintOf = (t: TFunction, q: string, answer: Answer<PeopleResponse>): string => {
  if (q.trim().length < shortest) return t('recipients.typeMore');
  if (answer.asking) return t('insert.searching');
  const count = answer.data?.people.length;
  if (answer.failure || count === undefined) return '';
  return count === 0 ? t('recipients.none') : t('recipients.found', { count });
};

/** Addresses of the open item's people, in lower case. */
const useAddressed = ({ store }: Services, added: readonly string[]): ReadonlySet<string> => {
  const { item } = useSyncExternalStore(store.subscribe, store.getState);
  const known = (item?.people ?? []).map(({ address }) => address.toLowerCase());
  return new Set([...known, ...added]);
};

const Finder = ({ services, compose }: { services: Services; compose: Compose }) => {
  const styles = useStyles();
  const { t } = useText();
  const [q, setText] = useState('');
  const [list, setList] = useState<PeopleList>(compose.lists[0] ?? 'to');
  const [added, setAdded] = useState<readonly string[]>([]);
  const action = useAction();
  const addressed = useAddressed(services, added);
  const query = q.trim().length < shortest ? null : { q: q.trim() };
  const answer = useAnswer<PeopleResponse>(services.call, '/api/people', query);
  const add = ({ record: { name }, address }: FoundPerson) =>
    void action.run(async () => {
      await compose.addPeople?.(list, [{ name, address }]);
      setAdded((before) => [...before, address.toLowerCase()]);
      return t('recipients.added', { name, list: t(`role.${list}`) });
    });
  return (
    <div className={styles.page}>
      <ChoiceBar
        label={t('recipients.addTo')}
        choices={compose.lists.map((id) => ({ id, text: t(`role.${id}`) }))}
        chosen={list}
        onChoose={setList}
      />
      <SearchField
        label={t('recipients.search')}
        text={q}
        onText={setText}
        hint={hintOf(t, q, answer)}
      />
      <ActionOutcome outcome={action.outcome} />
      <Found answer={answer} store={services.store}>
        {({ people }) => (
          <ul className={styles.list} aria-label={t('recipients.results')}>
            {people.map((person) => (
              <PersonRow
                key={person.record.id}
                person={person}
                isOn={addressed.has(person.address.toLowerCase())}
                busy={action.busy}
                onAdd={() => add(person)}
              />
            ))}
          </ul>
        )}
      </Found>
    </div>
  );
};

/** Finds people of the CRM and adds them to what is being written (L-07). */
export function RecipientsPage({ services }: PageProps) {
  const { t } = useText();
  const compose = useCompose(services.host);
  if (compose === undefined) return <Skeleton width="100%" height="72px" />;
  if (!compose) return <Notice tone="info" text={t('writing.notWriting')} />;
  if (!compose.addPeople) return <Notice tone="info" text={t('writing.notHere')} />;
  return <Finder services={services} compose={compose} />;
}
