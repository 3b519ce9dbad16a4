import { useCallback, useState } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { plainList } from '../../components/plain-list.ts';
import type { RulesResponse, TrackingRule } from '../../../contracts/rules.ts';
import { toFailure, type Failure } from '../../api/failure.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { RecordName } from '../../components/record-name.tsx';
import { useKeptFocus } from '../../components/use-kept-focus.ts';
import { Skeleton } from '../../components/skeleton.tsx';
import type { PageProps } from '../../page/page.ts';
import { useAnswer } from '../../page/use-answer.ts';
import { useText } from '../../text/use-text.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  text: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  list: {
    ...plainList,
    gap: tokens.spacingVerticalM,
  },
  rule: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  words: { flex: '1 1 10rem', minWidth: 0, overflowWrap: 'anywhere' },
  about: { ...typographyStyles.body1Strong, margin: 0 },
  since: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground3 },
});

interface RuleProps {
  rule: TrackingRule;
  busy: boolean;
  onRemove: () => void;
}

const Rule = ({ rule, busy, onRemove }: RuleProps) => {
  const styles = useStyles();
  const { t, when } = useText();
  const { scope, decision, about, regarding, createdAt } = rule;
  return (
    <li className={styles.rule}>
      <div className={styles.words}>
        <p className={styles.about}>
          <bdi>{about || t(`rules.unnamed.${scope}`)}</bdi>
        </p>
        <p className={styles.text}>
          {t(decision === 'always' ? `rules.always.${scope}` : `rules.never.${scope}`)}
        </p>
        {regarding?.name && <RecordName record={regarding} />}
        <p className={styles.since}>{t('rules.since', { when: when(createdAt) })}</p>
      </div>
      <ActionButton busy={busy} onClick={onRemove}>
        {t('rules.remove')}
      </ActionButton>
    </li>
  );
};

/** Removes one rule at a time; a rule that cannot be removed stays in the list. */
const useRemoval = ({ call, store }: PageProps['services'], removed: (id: string) => void) => {
  const [removing, setRemoving] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const remove = (id: string) => {
    if (removing) return;
    setRemoving(id);
    setFailure(null);
    call
      .send('DELETE', `/api/rules/${id}`)
      .then(
        () => {
          removed(id);
          // The open item may have been under this rule.
          store.refresh();
        },
        (error: unknown) => setFailure(toFailure(error)),
      )
      .finally(() => setRemoving(null));
  };
  return { removing, failure, remove };
};

/** What is always and what is never tracked, and how to change one's mind. */
export function RulesPage({ services }: PageProps) {
  const styles = useStyles();
  const { t } = useText();
  const { call, store } = services;
  const { answer, failure, reload, change } = useAnswer(
    useCallback((signal: AbortSignal) => call.get<RulesResponse>('/api/rules', {}, signal), [call]),
  );
  const [said, setSaid] = useState('');
  const removal = useRemoval(services, (id) => {
    change(({ rules }) => ({ rules: rules.filter((rule) => rule.id !== id) }));
    setSaid(t('more.ruleRemoved'));
  });
  const failed = failure ?? removal.failure;
  const holder = useKeptFocus(removal.removing !== null);
  return (
    <div ref={holder} className={styles.page}>
      {failed && <ProblemNotice failure={failed} store={store} onRetry={reload} />}
      {!answer && !failure && <Skeleton width="100%" height="72px" />}
      {answer && (
        <p className={styles.text}>{t(answer.rules.length > 0 ? 'rules.hint' : 'rules.none')}</p>
      )}
      <ul className={styles.list}>
        {answer?.rules.map((rule) => (
          <Rule
            key={rule.id}
            rule={rule}
            busy={removal.removing !== null}
            onRemove={() => removal.remove(rule.id)}
          />
        ))}
      </ul>
      <p className={styles.text} role="status">
        {said}
      </p>
    </div>
  );
}
