import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { AttachRegular } from '@fluentui/react-icons';
import type { MessageRow } from '../api/mail.ts';
import { listTime } from '../app/format.ts';
import { Categories } from './categories.tsx';

const useStyles = makeStyles({
  option: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    paddingBlock: tokens.spacingVerticalS,
    paddingInline: tokens.spacingHorizontalM,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    borderLeft: '3px solid transparent',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-2px',
    },
  },
  selected: { backgroundColor: tokens.colorNeutralBackground1Selected },
  unread: { borderLeftColor: tokens.colorBrandStroke1 },
  line: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  grow: { flexGrow: 1, minInlineSize: 0 },
  time: { color: tokens.colorNeutralForeground3, flexShrink: 0 },
  subject: { color: tokens.colorBrandForeground1 },
  preview: { color: tokens.colorNeutralForeground3 },
});

export interface MessageOptionProps {
  message: MessageRow;
  timeZone: string;
  isSelected: boolean;
  isTabStop: boolean;
  onOpen: () => void;
}

/** Whose name stands for a message: its sender, in drafts its first recipient. */
function correspondent(message: MessageRow): string {
  const person = (message.isDraft ? message.toRecipients?.[0] : message.from)?.emailAddress;
  return person?.name || person?.address || '(nobody)';
}

/** One message of the list. */
export function MessageOption(props: MessageOptionProps) {
  const { message, timeZone, isSelected, isTabStop, onOpen } = props;
  const styles = useStyles();
  const isUnread = message.isRead === false;
  const weight = isUnread ? 'semibold' : 'regular';
  const at = new Date(message.receivedDateTime ?? 0);
  return (
    // Keys are the listbox's matter.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="option"
      aria-selected={isSelected}
      tabIndex={isTabStop ? 0 : -1}
      data-id={message.id}
      className={mergeClasses(
        styles.option,
        isUnread && styles.unread,
        isSelected && styles.selected,
      )}
      onClick={onOpen}
    >
      <span className={styles.line}>
        <Text className={styles.grow} weight={weight} truncate wrap={false} block>
          {isUnread && <VisuallyHidden>Unread. </VisuallyHidden>}
          {correspondent(message)}
        </Text>
        {message.hasAttachments && <AttachRegular aria-label="Has attachments" />}
        <Text size={200} className={styles.time}>
          {listTime(at, timeZone, new Date())}
        </Text>
      </span>
      <Text
        block
        truncate
        wrap={false}
        weight={weight}
        {...(isUnread && { className: styles.subject })}
      >
        {message.subject || '(no subject)'}
      </Text>
      <Text block truncate wrap={false} size={200} className={styles.preview}>
        {message.bodyPreview}
      </Text>
      <Categories names={message.categories ?? []} />
    </div>
  );
}

const useHiddenStyles = makeStyles({
  hidden: {
    position: 'absolute',
    inlineSize: '1px',
    blockSize: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});

function VisuallyHidden({ children }: { children: string }) {
  return <span className={useHiddenStyles().hidden}>{children}</span>;
}
