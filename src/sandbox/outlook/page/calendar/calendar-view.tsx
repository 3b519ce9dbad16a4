import {
  Button,
  makeStyles,
  mergeClasses,
  Spinner,
  Text,
  tokens,
} from '@fluentui/react-components';
import { ChevronLeftRegular, ChevronRightRegular } from '@fluentui/react-icons';
import { EventCommands } from '../appointment/event-commands.tsx';
import { ShownForm } from '../compose/shown-form.tsx';
import { loadEvents } from '../api/calendar.ts';
import { loadMasterCategories } from '../api/mail.ts';
import { useLive } from '../api/use-live.ts';
import { dayRange } from '../app/format.ts';
import { Mirrored } from '../app/mirrored.tsx';
import { useOutlook } from '../app/outlook-context.ts';
import { navigate, type Route } from '../app/route.ts';
import type { Selection } from '../app/use-selection.ts';
import { MasterCategories } from '../mail/categories.tsx';
import { ReadingPane } from '../mail/reading-pane.tsx';
import { Agenda } from './agenda.tsx';
import { addDays, dayIn, monday, weekBounds } from './week.ts';
import { useText } from '../text/use-text.ts';

const useStyles = makeStyles({
  column: {
    inlineSize: '340px',
    flexShrink: 0,
    overflowY: 'auto',
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    '@container (max-width: 720px)': { inlineSize: '100%', borderRight: 'none' },
  },
  behind: { '@container (max-width: 720px)': { display: 'none' } },
  bar: { display: 'flex', alignItems: 'center', padding: tokens.spacingHorizontalS },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, flexGrow: 1, textAlign: 'center' },
  note: { display: 'block', padding: tokens.spacingHorizontalL },
});

type CalendarRoute = Extract<Route, { view: 'calendar' }>;

function WeekBar({ firstDay }: { firstDay: string }) {
  const styles = useStyles();
  const { person } = useOutlook();
  const { t, language } = useText();
  const go = (day: string) => navigate({ view: 'calendar', day, item: null });
  return (
    <div className={styles.bar}>
      <Button
        appearance="subtle"
        aria-label={t('calendar.previous')}
        icon={
          <Mirrored>
            <ChevronLeftRegular />
          </Mirrored>
        }
        onClick={() => go(addDays(firstDay, -7))}
      />
      <h2 className={styles.title}>
        <bdi>
          {dayRange(new Date(firstDay), new Date(addDays(firstDay, 6)), language.dateLocale)}
        </bdi>
      </h2>
      <Button appearance="subtle" onClick={() => go(dayIn(new Date(), person.timeZone))}>
        {t('calendar.today')}
      </Button>
      <Button
        appearance="subtle"
        aria-label={t('calendar.next')}
        icon={
          <Mirrored>
            <ChevronRightRegular />
          </Mirrored>
        }
        onClick={() => go(addDays(firstDay, 7))}
      />
    </div>
  );
}

export interface CalendarViewProps {
  route: CalendarRoute;
  selection: Selection;
}

/** A week's events, and the open one. */
export function CalendarView({ route, selection }: CalendarViewProps) {
  const styles = useStyles();
  const { t } = useText();
  const { person } = useOutlook();
  const firstDay = monday(route.day);
  const { from, to } = weekBounds(firstDay);
  const { data, error } = useLive(`week ${firstDay}`, () => loadEvents(from, to), ['event']);
  const { data: master = [] } = useLive('categories', loadMasterCategories, ['category']);
  const open = (item: string | null) => navigate({ ...route, item });
  return (
    <MasterCategories.Provider value={master}>
      <section
        className={mergeClasses(styles.column, route.item !== null && styles.behind)}
        aria-label={t('calendar.agenda')}
      >
        <WeekBar firstDay={firstDay} />
        {error && <Text className={styles.note}>{error.message}</Text>}
        {!data && !error && <Spinner className={styles.note} label={t('calendar.reading')} />}
        {data?.length === 0 && <Text className={styles.note}>{t('calendar.empty')}</Text>}
        <Agenda
          firstDay={firstDay}
          events={data ?? []}
          timeZone={person.timeZone}
          selectedId={route.item}
          onOpen={open}
        />
      </section>
      <ShownForm>
        <ReadingPane
          selection={selection}
          surface="AppointmentAttendeeCommandSurface"
          onBack={() => open(null)}
          commands={
            selection.item?.kind === 'appointment' && (
              <EventCommands item={selection.item} onGone={() => open(null)} />
            )
          }
        />
      </ShownForm>
    </MasterCategories.Provider>
  );
}
