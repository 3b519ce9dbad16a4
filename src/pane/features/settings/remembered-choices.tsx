import { useCallback, useState } from 'react';
import { makeStyles, tokens } from '@fluentui/react-components';
import { plainList } from '../../components/plain-list.ts';
import type { RememberedChoice, RememberedResponse } from '../../../contracts/remembered.ts';
import { toFailure, type Failure } from '../../api/failure.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { RecordName } from '../../components/record-name.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import type { Services } from '../../page/page.ts';
import { useAnswer } from '../../page/use-answer.ts';
import { useText } from '../../text/use-text.ts';
import { Section } from './section.tsx';

const useStyles = makeStyles({
  list: {
    ...plainList,
    gap: tokens.spacingVerticalS,
  },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
  },
  words: { flex: '1 1 9rem', minWidth: 0 },
});

interface ChoiceProps {
  choice: RememberedChoice;
  onForget: () => void;
}

const Choice = ({ choice, onForget }: ChoiceProps) => {
  const styles = useStyles();
  const { t, when } = useText();
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <RecordName
          record={choice.record}
          note={`${t(`settings.remembered.${choice.kind}`)} · ${when(choice.at)}`}
        />
      </div>
      <ActionButton
        onClick={onForget}
        aria-label={t('settings.forgetOne', { name: choice.record.name })}
      >
        {t('settings.forget')}
      </ActionButton>
    </li>
  );
};

const useChoices = ({ call }: Services) => {
  const { language } = useText();
  const { answer, failure, reload, change } = useAnswer(
    useCallback(
      (signal: AbortSignal) =>
        call.get<RememberedResponse>('/api/remembered', { language }, signal),
      [call, language],
    ),
  );
  const [refused, setRefused] = useState<Failure | null>(null);
  /** Forgets one topic, or everything. */
  const forget = (topic?: string) => {
    setRefused(null);
    const before = answer;
    change(({ choices }) => ({
      choices: topic === undefined ? [] : choices.filter((choice) => choice.topic !== topic),
    }));
    const body = topic === undefined ? {} : { topic };
    call.send('POST', '/api/remembered/forget', body).catch((error: unknown) => {
      if (before) change(() => before);
      setRefused(toFailure(error));
    });
  };
  return { choices: answer?.choices ?? null, failure: failure ?? refused, reload, forget };
};

/** What the person chose and Regarding goes by since, each to be forgotten. */
export function RememberedChoices({ services }: { services: Services }) {
  const styles = useStyles();
  const { t } = useText();
  const { choices, failure, reload, forget } = useChoices(services);
  const hint = choices?.length === 0 ? 'settings.remembered.none' : 'settings.remembered.hint';
  return (
    <Section title={t('settings.remembered.title')} hint={t(hint)}>
      {failure && <ProblemNotice failure={failure} store={services.store} onRetry={reload} />}
      {!choices && !failure && <Skeleton width="100%" height="48px" />}
      <ul className={styles.list}>
        {choices?.map((choice) => (
          <Choice
            key={`${choice.topic}${choice.record.id}`}
            choice={choice}
            onForget={() => forget(choice.topic)}
          />
        ))}
      </ul>
      {choices && choices.length > 1 && (
        <div>
          <ActionButton onClick={() => forget()}>{t('settings.forgetAll')}</ActionButton>
        </div>
      )}
    </Section>
  );
}
