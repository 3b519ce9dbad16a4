import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { CheckmarkCircle20Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { DismissCircle20Filled } from '@fluentui/react-icons/svg/dismiss-circle';
import { QuestionCircle20Regular } from '@fluentui/react-icons/svg/question-circle';
import { ActionButton } from '../../components/action-button.tsx';
import { useText } from '../../text/use-text.ts';
import type { Check } from './checks.ts';

const useStyles = makeStyles({
  row: { display: 'flex', gap: tokens.spacingHorizontalS },
  icon: { flexShrink: 0 },
  passed: { color: tokens.colorStatusSuccessForeground1 },
  failed: { color: tokens.colorStatusDangerForeground1 },
  unknown: { color: tokens.colorNeutralForeground3 },
  words: { minWidth: 0, overflowWrap: 'anywhere' },
  name: { ...typographyStyles.body1Strong, margin: 0 },
  detail: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
});

const looks = {
  passed: { Icon: CheckmarkCircle20Filled, word: 'selfCheck.passed' },
  failed: { Icon: DismissCircle20Filled, word: 'selfCheck.notPassed' },
  unknown: { Icon: QuestionCircle20Regular, word: 'selfCheck.unknown' },
} as const;

const lookOf = ({ passed }: Check): keyof typeof looks =>
  passed === null ? 'unknown' : passed ? 'passed' : 'failed';

interface CheckLineProps {
  check: Check;
  onSignIn: () => void;
  /** Reads a paused mailbox again. */
  onResume: () => void;
}

/** When the mailbox was last read, and why it is not. */
const SyncStep = ({ check: { clock }, onResume }: CheckLineProps) => {
  const { t, when } = useText();
  if (!clock) return <>{t('mailboxes.incoming.never')}</>;
  const { endedAt, pausedAt, problem } = clock;
  return (
    <>
      {pausedAt !== null
        ? t('mailboxes.incoming.paused', { when: when(pausedAt) })
        : endedAt === null
          ? t('mailboxes.incoming.never')
          : t('mailboxes.incoming.last', { when: when(endedAt) })}{' '}
      {problem && t(`selfCheck.sync.${problem}`)}
      {pausedAt !== null && (
        <div>
          <ActionButton onClick={onResume}>{t('mailboxes.resume')}</ActionButton>
        </div>
      )}
    </>
  );
};

/** What to do about a check that did not pass. */
const NextStep = (props: CheckLineProps) => {
  const { check, onSignIn } = props;
  const { t } = useText();
  const { problem, state, passed, id } = check;
  if (id === 'sync' && (check.clock || passed !== null)) return <SyncStep {...props} />;
  if (problem === 'sign-in-needed')
    return <ActionButton onClick={onSignIn}>{t('action.signIn')}</ActionButton>;
  if (problem) return <>{t(`problem.${problem}.text`)}</>;
  if (state && state !== 'ready') return <>{t(`selfCheck.state.${state}`)}</>;
  if (passed === null) return <>{t('selfCheck.notAsked')}</>;
  if (passed) return null;
  if (id === 'live' || id === 'storage' || id === 'outlook')
    return <>{t(`selfCheck.step.${id}`)}</>;
  return null;
};

/** One check with its mark, what was found, and the next step. */
export function CheckLine(props: CheckLineProps) {
  const { check } = props;
  const styles = useStyles();
  const { t } = useText();
  const look = lookOf(check);
  const { Icon, word } = looks[look];
  // The sync's own sentence says what it found.
  const facts = check.id === 'sync' ? '' : check.facts;
  const found = [check.personal, facts].filter(Boolean).join(' · ');
  return (
    <li className={styles.row}>
      <span className={styles.icon}>
        <Icon className={styles[look]} role="img" aria-label={t(word)} />
      </span>
      <div className={styles.words}>
        <p className={styles.name}>
          {t(check.id === 'sync' ? 'selfCheck.sync.title' : `selfCheck.${check.id}`)}
        </p>
        {found && (
          <p className={styles.detail}>
            <bdi>{found}</bdi>
          </p>
        )}
        <div className={styles.detail}>
          <NextStep {...props} />
        </div>
      </div>
    </li>
  );
}
