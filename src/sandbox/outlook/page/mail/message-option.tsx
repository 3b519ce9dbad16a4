import { Avatar, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { AttachRegular, CheckmarkFilled } from '@fluentui/react-icons';
import type { MouseEvent } from 'react';
import type { MessageRow } from '../api/mail.ts';
import { listTime } from '../app/format.ts';
import { Categories } from './categories.tsx';
import { useTheme } from '../app/theme.ts';
import { useText } from '../text/use-text.ts';

const useStyles = makeStyles({
  option: {
    display: 'flex',
    gap: tokens.spacingHorizontalM,
    paddingBlock: tokens.spacingVerticalS,
    paddingInline: tokens.spacingHorizontalM,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    borderLeft: '3px solid transparent',
    cursor: 'pointer',
    // Marking with the Shift key is not selecting text.
    userSelect: 'none',
    '@media (forced-colors: active)': { borderLeftColor: 'Canvas' },
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-2px',
    },
  },
  words: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minInlineSize: 0,
    gap: tokens.spacingVerticalXXS,
  },
  selected: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    '@media (forced-colors: active)': { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
  // There what is selected or under the pointer has a colour only black is read on.
  contrast: { ':hover .message-words *': { color: tokens.colorNeutralForeground1Hover } },
  contrastSelected: {
    color: tokens.colorNeutralForeground1Selected,
    '& *': { color: tokens.colorNeutralForeground1Selected },
  },
  unread: {
    borderLeftColor: tokens.colorBrandStroke1,
    '@media (forced-colors: active)': { borderLeftColor: 'CanvasText' },
  },
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
  /** Chosen together with others. */
  isMarked: boolean;
  onClick: (event: MouseEvent) => void;
  onMark: () => void;
}

/** Whose name stands for a message: its sender, in drafts its first recipient. */
function correspondent(message: MessageRow, nobody: string): string {
  const person = (message.isDraft ? message.toRecipients?.[0] : message.from)?.emailAddress;
  return person?.name || person?.address || nobody;
}

const useMarkStyles = makeStyles({
  mark: {
    position: 'relative',
    flexShrink: 0,
    inlineSize: '32px',
    blockSize: '32px',
    ':hover > .message-check': { opacity: 1 },
  },
  check: {
    position: 'absolute',
    inset: 0,
    display: 'grid',
    placeItems: 'center',
    fontSize: '20px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorBrandForeground1,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    opacity: 0,
  },
  marked: { opacity: 1 },
});

interface MarkProps {
  name: string;
  isMarked: boolean;
  onMark: () => void;
}

/** The sender's picture, which is a check box under the pointer; keys have the space bar for it. */
function Mark({ name, isMarked, onMark }: MarkProps) {
  const styles = useMarkStyles();
  return (
    <span
      aria-hidden
      className={styles.mark}
      data-mark
      onClick={(event) => {
        event.stopPropagation();
        onMark();
      }}
    >
      <Avatar name={name} color="colorful" />
      <span className={mergeClasses('message-check', styles.check, isMarked && styles.marked)}>
        {isMarked && <CheckmarkFilled />}
      </span>
    </span>
  );
}

/** One message of the list. */
export function MessageOption(props: MessageOptionProps) {
  const { message, timeZone, isSelected, isMarked, isTabStop, onClick, onMark } = props;
  const styles = useStyles();
  const { t, language } = useText();
  const isContrast = useTheme() === 'contrast';
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
        isContrast && styles.contrast,
      )}
      onClick={onClick}
    >
      <Mark name={correspondent(message, '')} isMarked={isMarked} onMark={onMark} />
      <span
        className={mergeClasses(
          'message-words',
          styles.words,
          isContrast && isSelected && styles.contrastSelected,
        )}
      >
        <span className={styles.line}>
          <Text className={styles.grow} weight={weight} truncate wrap={false} block>
            {isUnread && <VisuallyHidden>{t('list.unread')}</VisuallyHidden>}
            <bdi>{correspondent(message, t('list.nobody'))}</bdi>
          </Text>
          {message.hasAttachments && <AttachRegular aria-label={t('list.attachments')} />}
          <Text size={200} className={styles.time}>
            {listTime(at, timeZone, new Date(), language.dateLocale)}
          </Text>
        </span>
        <Text
          block
          truncate
          wrap={false}
          weight={weight}
          {...(isUnread && { className: styles.subject })}
        >
          <bdi>{message.subject || t('list.noSubject')}</bdi>
        </Text>
        <Text block truncate wrap={false} size={200} className={styles.preview}>
          <bdi>{message.bodyPreview}</bdi>
        </Text>
        <Categories names={message.categories ?? []} />
      </span>
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
