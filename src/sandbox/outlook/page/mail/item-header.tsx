import type { Attendee, Event, Recipient } from '@microsoft/microsoft-graph-types';
import { Avatar, makeStyles, Text, tokens } from '@fluentui/react-components';
import { CalendarLtrRegular } from '@fluentui/react-icons';
import { instant } from '../api/calendar.ts';
import { dateAndTime, dayRange, timeSpan } from '../app/format.ts';
import { useOutlook } from '../app/outlook-context.ts';
import type { OpenItem } from '../host/backend.ts';
import { Attachments } from './attachments.tsx';
import { Categories } from './categories.tsx';

const useStyles = makeStyles({
  header: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalL,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  subject: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  row: { display: 'flex', gap: tokens.spacingHorizontalM, alignItems: 'flex-start' },
  words: { display: 'flex', flexDirection: 'column', minInlineSize: 0, flexGrow: 1 },
  line: { overflowWrap: 'anywhere' },
  second: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

const named = (recipient: Recipient | null | undefined): string => {
  const { name, address } = recipient?.emailAddress ?? {};
  if (!name || name === address) return address ?? '';
  return address ? `${name} <${address}>` : name;
};

const list = (recipients: readonly Recipient[] | null | undefined): string =>
  (recipients ?? [])
    .map((recipient) => recipient.emailAddress?.name || named(recipient))
    .join('; ');

function Line({ label, text }: { label: string; text: string }) {
  const styles = useStyles();
  return text ? (
    <Text size={200} className={styles.second}>
      {label}: {text}
    </Text>
  ) : null;
}

function MessageLines({ item }: { item: Extract<OpenItem, { kind: 'message' }> }) {
  const styles = useStyles();
  const { person } = useOutlook();
  const { from, toRecipients, ccRecipients, receivedDateTime } = item.resource;
  return (
    <div className={styles.row}>
      <Avatar name={from?.emailAddress?.name ?? ''} color="colorful" aria-hidden />
      <div className={styles.words}>
        <Text weight="semibold" className={styles.line}>
          {named(from)}
        </Text>
        <Line label="To" text={list(toRecipients)} />
        <Line label="Cc" text={list(ccRecipients)} />
        <Text size={200} className={styles.second}>
          {dateAndTime(new Date(receivedDateTime ?? 0), person.timeZone)}
        </Text>
      </div>
    </div>
  );
}

const ofType = (attendees: Attendee[] | null | undefined, type: Attendee['type']) =>
  list(attendees?.filter((attendee) => attendee.type === type));

/** When an event is; an all-day one ends at the midnight after its last day. */
function when({ start, end, isAllDay }: Event, timeZone: string): string {
  const [from, to] = [instant(start), instant(end)];
  if (!isAllDay) return timeSpan(from, to, timeZone);
  return `${dayRange(from, new Date(to.getTime() - 1))}, all day`;
}

function AppointmentLines({ item }: { item: Extract<OpenItem, { kind: 'appointment' }> }) {
  const styles = useStyles();
  const { person } = useOutlook();
  const { location, organizer, attendees } = item.resource;
  return (
    <div className={styles.row}>
      <CalendarLtrRegular fontSize={32} aria-hidden />
      <div className={styles.words}>
        <Text weight="semibold">{when(item.resource, person.timeZone)}</Text>
        <Line label="Location" text={location?.displayName ?? ''} />
        <Line label="Organizer" text={named(organizer)} />
        <Line label="Required" text={ofType(attendees, 'required')} />
        <Line label="Optional" text={ofType(attendees, 'optional')} />
      </div>
    </div>
  );
}

/** Subject, people, times, categories and attachments of the open item. */
export function ItemHeader({ item }: { item: OpenItem }) {
  const styles = useStyles();
  return (
    <header className={styles.header}>
      <h2 className={styles.subject}>{item.resource.subject || '(no subject)'}</h2>
      <Categories names={item.resource.categories ?? []} />
      {item.kind === 'message' ? <MessageLines item={item} /> : <AppointmentLines item={item} />}
      {item.resource.hasAttachments && <Attachments item={item} />}
    </header>
  );
}
