import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { type EventRow, instant } from '../api/calendar.ts';
import { longDay, timeOfDay } from '../app/format.ts';
import { Categories } from '../mail/categories.tsx';
import { eventDay } from './event-day.ts';
import { addDays } from './week.ts';
import { useText } from '../text/use-text.ts';

const useStyles = makeStyles({
  day: {
    margin: 0,
    paddingBlock: tokens.spacingVerticalS,
    paddingInline: tokens.spacingHorizontalM,
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  event: {
    inlineSize: '100%',
    justifyContent: 'flex-start',
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
  },
  selected: { backgroundColor: tokens.colorNeutralBackground1Selected },
  words: { display: 'flex', flexDirection: 'column', minInlineSize: 0 },
  second: { color: tokens.colorNeutralForeground3 },
});

export interface AgendaProps {
  firstDay: string;
  events: EventRow[];
  timeZone: string;
  selectedId: string | null;
  onOpen: (id: string) => void;
}

type EventButtonProps = Omit<AgendaProps, 'events' | 'firstDay'> & { event: EventRow };

function EventButton({ event, timeZone, selectedId, onOpen }: EventButtonProps) {
  const styles = useStyles();
  const {
    t,
    language: { dateLocale },
  } = useText();
  const isSelected = event.id === selectedId;
  const from = timeOfDay(instant(event.start), timeZone, dateLocale);
  const to = timeOfDay(instant(event.end), timeZone, dateLocale);
  return (
    <Button
      appearance="subtle"
      className={mergeClasses(styles.event, isSelected && styles.selected)}
      aria-current={isSelected ? 'true' : undefined}
      onClick={() => onOpen(event.id)}
    >
      <span className={styles.words}>
        <Text weight="semibold">
          <bdi>{event.subject || t('list.noSubject')}</bdi>
        </Text>
        <Text size={200} className={styles.second}>
          <bdi>{event.isAllDay ? t('calendar.allDay') : `${from} – ${to}`}</bdi>
          {event.location?.displayName && (
            <>
              , <bdi>{event.location.displayName}</bdi>
            </>
          )}
        </Text>
        <Categories names={event.categories ?? []} />
      </span>
    </Button>
  );
}

/** The days of a week that have something, each with its events. */
export function Agenda({ firstDay, events, ...rest }: AgendaProps) {
  const styles = useStyles();
  const { language } = useText();
  const days = Array.from({ length: 7 }, (_day, index) => addDays(firstDay, index));
  return days.map((day) => {
    const own = events.filter((event) => eventDay(event, rest.timeZone) === day);
    if (!own.length) return null;
    const name = longDay(new Date(`${day}T12:00:00Z`), 'UTC', language.dateLocale);
    return (
      <section key={day} aria-label={name}>
        <h3 className={styles.day}>
          <bdi>{name}</bdi>
        </h3>
        <ul className={styles.list}>
          {own.map((event) => (
            <li key={event.id}>
              <EventButton event={event} {...rest} />
            </li>
          ))}
        </ul>
      </section>
    );
  });
}
