import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { SeveralMessage } from '../../../contracts/several.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { CheckRow } from '../../components/check-row.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useText } from '../../text/use-text.ts';
import type { Messages } from './use-messages.ts';
import { mostAtOnce, type Selection } from './use-selection.ts';

const useStyles = makeStyles({
  text: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  count: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
});

interface MessageListProps {
  messages: Messages;
  selection: Selection;
}

const Row = ({ message, selection }: { message: SeveralMessage; selection: Selection }) => {
  const { t, when } = useText();
  const { subject, from, receivedAt, state, hasAttachments } = message;
  const checked = selection.has(message);
  const facts = [
    from.name || from.address,
    receivedAt && when(receivedAt),
    hasAttachments && t('several.attachments'),
    state !== 'not-tracked' && t(`status.${state}`),
  ];
  return (
    <li>
      <CheckRow
        label={subject || t('noSubject')}
        detail={<bdi>{facts.filter(Boolean).join(' · ')}</bdi>}
        checked={checked}
        disabled={!checked && selection.chosen.size >= mostAtOnce}
        onChange={(isIn) => selection.choose([message], isIn)}
      />
    </li>
  );
};

/** The messages to choose from; "select all" takes those that are not tracked yet. */
export function MessageList({ messages, selection }: MessageListProps) {
  const styles = useStyles();
  const { t } = useText();
  const { answer, failure, more, loadingMore } = messages;
  if (!answer) return failure ? null : <Skeleton width="100%" height="160px" />;
  const all = answer.messages;
  if (all.length === 0) return <p className={styles.text}>{t('several.none')}</p>;
  const open = all.filter(({ state }) => state !== 'tracked');
  const isAll = open.length > 0 && open.every(selection.has);
  return (
    <div>
      {open.length > 0 && (
        <CheckRow
          label={t('several.all')}
          checked={isAll}
          onChange={(isIn) => selection.choose(open, isIn)}
        />
      )}
      <ul className={styles.list}>
        {all.map((message) => (
          <Row key={message.item.itemId} message={message} selection={selection} />
        ))}
      </ul>
      {answer.next && (
        <ActionButton busy={loadingMore} onClick={more}>
          {t('several.more')}
        </ActionButton>
      )}
      <p className={styles.count} aria-live="polite">
        {selection.chosen.size >= mostAtOnce
          ? t('several.most', { count: mostAtOnce })
          : t('several.chosen', { count: selection.chosen.size })}
      </p>
    </div>
  );
}
