import {
  Button,
  makeStyles,
  mergeClasses,
  Spinner,
  Text,
  tokens,
} from '@fluentui/react-components';
import { type MouseEvent, useState } from 'react';
import { loadMessages, type MessageRow } from '../api/mail.ts';
import { useSharedMailbox } from '../api/shared-mailboxes.ts';
import { useLive } from '../api/use-live.ts';
import { useMarked } from '../app/marked.ts';
import { useOutlook } from '../app/outlook-context.ts';
import { usePreferences } from '../app/preferences.ts';
import { navigate } from '../app/route.ts';
import { type ListActions, markUpTo, onListKey } from './list-keys.ts';
import { MessageOption } from './message-option.tsx';
import { useText } from '../text/use-text.ts';

const useStyles = makeStyles({
  column: {
    inlineSize: '340px',
    flexShrink: 0,
    overflowY: 'auto',
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    '@container (max-width: 720px)': { inlineSize: '100%', borderRight: 'none' },
  },
  above: {
    inlineSize: '100%',
    blockSize: '42%',
    borderRight: 'none',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@container (max-width: 720px)': { blockSize: '100%', borderBottom: 'none' },
  },
  whole: { inlineSize: '100%', borderRight: 'none' },
  hidden: { display: 'none' },
  // On a phone the open message takes the list's place.
  behind: { '@container (max-width: 720px)': { display: 'none' } },
  note: { display: 'block', padding: tokens.spacingHorizontalL },
  more: { margin: tokens.spacingHorizontalM },
});

const pageSize = 50;

export interface MessageListProps {
  folder: string;
  selectedId: string | null;
}

interface OptionsProps extends MessageListProps {
  messages: MessageRow[];
}

function Options({ folder, selectedId, messages }: OptionsProps) {
  const { person } = useOutlook();
  const { t } = useText();
  const marked = useMarked();
  const shared = useSharedMailbox();
  const ids = messages.map(({ id }) => id);
  const open = (id: string) => {
    marked.clear();
    navigate({ view: 'mail', folder, item: id, ...(shared && { mailbox: shared.id }) });
  };
  const actions: ListActions = { openId: selectedId, open, marked };
  const click = (event: MouseEvent, id: string) => {
    if (event.shiftKey) markUpTo(ids, id, actions);
    else if (event.ctrlKey || event.metaKey) marked.toggle(id, selectedId);
    else open(id);
  };
  const isSelected = (id: string) =>
    marked.ids.length ? marked.ids.includes(id) : id === selectedId;
  const tabStop = ids.find(isSelected) ?? ids[0];
  return (
    <div
      role="listbox"
      aria-label={t('list.messages')}
      aria-multiselectable
      tabIndex={-1}
      onKeyDown={(event) => onListKey(event, actions)}
    >
      {messages.map((message) => (
        <MessageOption
          key={message.id}
          message={message}
          timeZone={person.timeZone}
          isSelected={isSelected(message.id)}
          isMarked={marked.ids.includes(message.id)}
          isTabStop={message.id === tabStop}
          onClick={(event) => click(event, message.id)}
          onMark={() => marked.toggle(message.id, selectedId)}
        />
      ))}
    </div>
  );
}

/** The messages of a folder, newest first. */
export function MessageList(props: MessageListProps) {
  const { folder, selectedId } = props;
  const styles = useStyles();
  const { t } = useText();
  const place = usePreferences().preferences.readingPane;
  const isBehind = useMarked().ids.length > 0 || selectedId !== null;
  const [top, setTop] = useState(pageSize);
  // More of the same folder: what is shown stays until it is there.
  const shared = useSharedMailbox();
  const { data, error } = useLive(
    `${shared?.id ?? ''} ${folder}`,
    () => loadMessages(folder, top, shared),
    ['message'],
    top,
  );
  return (
    <section
      className={mergeClasses(
        styles.column,
        place === 'bottom' && styles.above,
        place === 'off' && styles.whole,
        isBehind && styles.behind,
        place === 'off' && isBehind && styles.hidden,
      )}
      aria-label={t('list.label')}
    >
      {error && <Text className={styles.note}>{error.message}</Text>}
      {!data && !error && <Spinner className={styles.note} label={t('list.reading')} />}
      {data?.length === 0 && <Text className={styles.note}>{t('list.empty')}</Text>}
      {data && data.length > 0 && <Options {...props} messages={data} />}
      {data && data.length >= top && (
        <Button className={styles.more} onClick={() => setTop(top + pageSize)}>
          {t('list.more')}
        </Button>
      )}
    </section>
  );
}
