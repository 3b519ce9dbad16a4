import {
  Button,
  makeStyles,
  mergeClasses,
  Spinner,
  Text,
  tokens,
} from '@fluentui/react-components';
import { type KeyboardEvent, useState } from 'react';
import { loadMessages, type MessageRow } from '../api/mail.ts';
import { useLive } from '../api/use-live.ts';
import { useOutlook } from '../app/outlook-context.ts';
import { navigate } from '../app/route.ts';
import { MessageOption } from './message-option.tsx';

const useStyles = makeStyles({
  column: {
    inlineSize: '340px',
    flexShrink: 0,
    overflowY: 'auto',
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 720px)': { inlineSize: '100%', borderRight: 'none' },
  },
  // On a phone the open message takes the list's place.
  behind: { '@media (max-width: 720px)': { display: 'none' } },
  note: { display: 'block', padding: tokens.spacingHorizontalL },
  more: { margin: tokens.spacingHorizontalM },
});

const pageSize = 50;

export interface MessageListProps {
  folder: string;
  selectedId: string | null;
}

const steps: Record<string, (index: number, last: number) => number> = {
  ArrowDown: (index, last) => Math.min(index + 1, last),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_index, last) => last,
};

function onKeyDown(event: KeyboardEvent<HTMLElement>, open: (id: string) => void): void {
  const options = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="option"]')];
  const index = options.findIndex((option) => option === event.target);
  const id = options[index]?.dataset['id'];
  if (id && (event.key === 'Enter' || event.key === ' ')) {
    event.preventDefault();
    open(id);
    return;
  }
  const next = options[steps[event.key]?.(index, options.length - 1) ?? -1];
  if (!next) return;
  event.preventDefault();
  next.focus();
  open(next.dataset['id'] ?? '');
}

interface OptionsProps extends MessageListProps {
  messages: MessageRow[];
}

function Options({ folder, selectedId, messages }: OptionsProps) {
  const { person } = useOutlook();
  const open = (id: string) => navigate({ view: 'mail', folder, item: id });
  const tabStop = messages.find(({ id }) => id === selectedId)?.id ?? messages[0]?.id;
  return (
    <div
      role="listbox"
      aria-label="Messages"
      tabIndex={-1}
      onKeyDown={(event) => onKeyDown(event, open)}
    >
      {messages.map((message) => (
        <MessageOption
          key={message.id}
          message={message}
          timeZone={person.timeZone}
          isSelected={message.id === selectedId}
          isTabStop={message.id === tabStop}
          onOpen={() => open(message.id)}
        />
      ))}
    </div>
  );
}

/** The messages of a folder, newest first. */
export function MessageList(props: MessageListProps) {
  const { folder, selectedId } = props;
  const styles = useStyles();
  const [top, setTop] = useState(pageSize);
  // More of the same folder: what is shown stays until it is there.
  const { data, error } = useLive(folder, () => loadMessages(folder, top), ['message'], top);
  return (
    <section
      className={mergeClasses(styles.column, selectedId !== null && styles.behind)}
      aria-label="Message list"
    >
      {error && <Text className={styles.note}>{error.message}</Text>}
      {!data && !error && <Spinner className={styles.note} label="Reading messages" />}
      {data?.length === 0 && <Text className={styles.note}>Nothing in this folder.</Text>}
      {data && data.length > 0 && <Options {...props} messages={data} />}
      {data && data.length >= top && (
        <Button className={styles.more} onClick={() => setTop(top + pageSize)}>
          Load more
        </Button>
      )}
    </section>
  );
}
