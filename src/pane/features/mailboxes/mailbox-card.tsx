import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { MailboxClock, MailboxOverview } from '../../../contracts/mailboxes.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { card } from '../../components/card.ts';
import { useText } from '../../text/use-text.ts';

const useStyles = makeStyles({
  card,
  name: { ...typographyStyles.body1Strong, margin: 0 },
  text: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface ClockProps {
  workload: 'incoming' | 'outgoing';
  clock: MailboxClock | null;
}

/** When it was last looked at, and what stands in the way. */
const Clock = ({ workload, clock }: ClockProps) => {
  const styles = useStyles();
  const { t, when } = useText();
  if (!clock) return null;
  const { endedAt, pausedAt, problem } = clock;
  return (
    <p className={styles.text}>
      {pausedAt !== null
        ? t(`mailboxes.${workload}.paused`, { when: when(pausedAt) })
        : endedAt === null
          ? t(`mailboxes.${workload}.never`)
          : t(`mailboxes.${workload}.last`, { when: when(endedAt) })}{' '}
      {problem && t(`mailboxes.problem.${problem}`)}
    </p>
  );
};

interface MailboxCardProps {
  mailbox: MailboxOverview;
  busy: boolean;
  onResume: () => void;
  onFolders: () => void;
}

/** Somebody's mailbox, and what an administrator can do about it. */
export function MailboxCard({ mailbox, busy, onResume, onFolders }: MailboxCardProps) {
  const styles = useStyles();
  const { t } = useText();
  const { name, incoming, outgoing, mappedFolders } = mailbox;
  const isPaused = [incoming, outgoing].some((clock) => (clock?.pausedAt ?? null) !== null);
  const shownName = name || t('mailboxes.unknown');
  const folders = t('mailboxes.folders', { count: mappedFolders });
  return (
    <li className={styles.card}>
      <h2 className={styles.name}>
        <bdi>{shownName}</bdi>
      </h2>
      <Clock workload="incoming" clock={incoming} />
      <Clock workload="outgoing" clock={outgoing} />
      <div className={styles.actions}>
        {isPaused && (
          <ActionButton
            busy={busy}
            aria-label={`${t('mailboxes.resume')}: ${shownName}`}
            onClick={onResume}
          >
            {t('mailboxes.resume')}
          </ActionButton>
        )}
        <ActionButton aria-label={`${folders}: ${shownName}`} onClick={onFolders}>
          {folders}
        </ActionButton>
      </div>
    </li>
  );
}
