import {
  createFocusOutlineStyle,
  makeStyles,
  mergeClasses,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { CalendarLtr20Regular } from '@fluentui/react-icons/svg/calendar-ltr';
import { Call20Regular } from '@fluentui/react-icons/svg/call';
import { ClipboardTask20Regular } from '@fluentui/react-icons/svg/clipboard-task';
import { Mail20Regular } from '@fluentui/react-icons/svg/mail';
import type { ActivityLine } from '../../../contracts/record-page.ts';
import { touchTarget } from '../../components/touch.ts';
import { useText } from '../../text/use-text.ts';
import { RecordSection } from './record-section.tsx';

const useStyles = makeStyles({
  line: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    boxSizing: 'border-box',
    minHeight: '40px',
    paddingBlock: tokens.spacingVerticalXXS,
    paddingInline: tokens.spacingHorizontalS,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ...touchTarget,
    ...createFocusOutlineStyle(),
  },
  icon: { display: 'flex', flexShrink: 0, color: tokens.colorNeutralForeground2 },
  text: { minWidth: 0, overflowWrap: 'anywhere' },
  subject: { ...typographyStyles.body1, display: 'block' },
  detail: { ...typographyStyles.caption1, display: 'block', color: tokens.colorNeutralForeground3 },
  overdue: { color: tokens.colorStatusDangerForeground1 },
  none: {
    ...typographyStyles.body1,
    paddingInline: tokens.spacingHorizontalS,
    color: tokens.colorNeutralForeground2,
  },
});

const kinds = ['email', 'appointment', 'phonecall', 'task', 'letter', 'fax'] as const;
type Kind = (typeof kinds)[number] | 'other';

const kindOf = (table: string): Kind => kinds.find((kind) => kind === table) ?? 'other';

const icons = {
  email: Mail20Regular,
  letter: Mail20Regular,
  fax: Mail20Regular,
  appointment: CalendarLtr20Regular,
  phonecall: Call20Regular,
  task: ClipboardTask20Regular,
  other: ClipboardTask20Regular,
} as const;

const Line = ({ line: { record, at, overdue } }: { line: ActivityLine }) => {
  const styles = useStyles();
  const { t, when } = useText();
  const kind = kindOf(record.table);
  const Icon = icons[kind];
  return (
    <a className={styles.line} href={record.url} target="_blank" rel="noopener noreferrer">
      <span className={styles.icon}>
        <Icon aria-hidden />
      </span>
      <span className={styles.text}>
        <span className={styles.subject}>
          <bdi>{record.name || t('noSubject')}</bdi>
        </span>{' '}
        <span className={mergeClasses(styles.detail, overdue && styles.overdue)}>
          {[t(`activity.${kind}`), overdue && t('activity.overdue'), at && when(at)]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
    </a>
  );
};

interface ActivitiesProps {
  heading: string;
  lines: ActivityLine[];
  /** What is said where there are none. */
  none: string;
}

/** Activities with a record; each opens in the CRM. */
export function Activities({ heading, lines, none }: ActivitiesProps) {
  const styles = useStyles();
  return (
    <RecordSection heading={heading}>
      {lines.length === 0 ? (
        <span className={styles.none}>{none}</span>
      ) : (
        lines.map((line) => <Line key={line.record.id} line={line} />)
      )}
    </RecordSection>
  );
}
