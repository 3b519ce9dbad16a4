import type { Attendee, Event, Recipient } from '@microsoft/microsoft-graph-types';
import { Avatar, makeStyles, Text, tokens } from '@fluentui/react-components';
import { CalendarLtrRegular } from '@fluentui/react-icons';
import { instant } from '../api/calendar.ts';
import { dateAndTime, dayRange, timeSpan } from '../app/format.ts';
import { useOutlook } from '../app/outlook-context.ts';
import type { OpenItem } from '../host/backend.ts';
import { Attachments } from './attachments.tsx';
import { Categories } from './categories.tsx';
import { type Text as WordsAndDates, useText } from '../text/use-text.ts';

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
      {label}: <bdi>{text}</bdi>
    </Text>
  ) : null;
}

function MessageLines({ item }: { item: Extract<OpenItem, { kind: 'message' }> }) {
  const styles = useStyles();
  const { t, language } = useText();
  const { person } = useOutlook();
  const { from, toRecipients, ccRecipients, receivedDateTime } = item.resource;
  return (
    <div className={styles.row}>
      <Avatar name={from?.emailAddress?.name ?? ''} color="colorful" aria-hidden />
      <div className={styles.words}>
        <Text weight="semibold" className={styles.line}>
          <bdi>{named(from)}</bdi>
        </Text>
        <Line label={t('item.to')} text={list(toRecipients)} />
        <Line label={t('item.cc')} text={list(ccRecipients)} />
        <Text size={200} className={styles.second}>
          <bdi>
            {dateAndTime(new Date(receivedDateTime ?? 0), person.timeZone, language.dateLocale)}
          </bdi>
        </Text>
      </div>
    </div>
  );
}

const ofType = (attendees: Attendee[] | null | undefined, type: Attendee['type']) =>
  list(attendees?.filter((attendee) => attendee.type === type));

/** When an event is; an all-day one ends at the midnight after its last day. */
export function eventTimes(
  { start, end, isAllDay }: Event,
  timeZone: string,
  { t, language: { dateLocale } }: WordsAndDates,
): string {
  const [from, to] = [instant(start), instant(end)];
  if (!isAllDay) return timeSpan(from, to, timeZone, dateLocale);
  return t('item.allDay', { when: dayRange(from, new Date(to.getTime() - 1), dateLocale) });
}

function AppointmentLines({ item }: { item: Extract<OpenItem, { kind: 'appointment' }> }) {
  const styles = useStyles();
  const text = useText();
  const { t } = text;
  const { person } = useOutlook();
  const { location, organizer, attendees } = item.resource;
  return (
    <div className={styles.row}>
      <CalendarLtrRegular fontSize={32} aria-hidden />
      <div className={styles.words}>
        <Text weight="semibold">
          <bdi>{eventTimes(item.resource, person.timeZone, text)}</bdi>
        </Text>
        <Line label={t('item.location')} text={location?.displayName ?? ''} />
        <Line label={t('item.organizer')} text={named(organizer)} />
        <Line label={t('item.required')} text={ofType(attendees, 'required')} />
        <Line label={t('item.optional')} text={ofType(attendees, 'optional')} />
      </div>
    </div>
  );
}

/** Subject, people, times, categories and attachments of the open item. */
export function ItemHeader({ item }: { item: OpenItem }) {
  const styles = useStyles();
  const { t } = useText();
  return (
    <header className={styles.header}>
      <h2 className={styles.subject}>{item.resource.subject || t('list.noSubject')}</h2>
      <Categories names={item.resource.categories ?? []} />
      {item.kind === 'message' ? <MessageLines item={item} /> : <AppointmentLines item={item} />}
      {item.resource.hasAttachments && <Attachments item={item} />}
    </header>
  );
}
