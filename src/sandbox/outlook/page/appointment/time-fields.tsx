import { Field, Input, makeStyles, Switch, tokens } from '@fluentui/react-components';
import { fromWall, toWall } from '../../../graph/calendar/time-zone.ts';
import { useDraft } from '../compose/use-draft.ts';
import { useText } from '../text/use-text.ts';
import type { AppointmentDraft } from './appointment-draft.ts';
import { dayMs } from './appointment-fields.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-end',
    gap: tokens.spacingHorizontalS,
  },
});

interface Wall {
  /** `2026-11-23` */
  day: string;
  /** `09:30` */
  time: string;
}

function wallOf(at: number, zone: string): Wall {
  const text = toWall(new Date(at), zone).toISOString();
  return { day: text.slice(0, 10), time: text.slice(11, 16) };
}

const instantOf = ({ day, time }: Wall, zone: string): number =>
  fromWall(new Date(`${day}T${time}:00Z`), zone).getTime();

interface MomentProps {
  wall: Wall;
  dayLabel: string;
  timeLabel: string;
  isAllDay: boolean;
  onChange: (wall: Wall) => void;
}

/** A day and a time; only the day of something that lasts all day. */
function Moment({ wall, dayLabel, timeLabel, isAllDay, onChange }: MomentProps) {
  return (
    <>
      <Field label={dayLabel}>
        <Input
          type="date"
          value={wall.day}
          onChange={(_event, { value }) => value && onChange({ ...wall, day: value })}
        />
      </Field>
      {!isAllDay && (
        <Field label={timeLabel}>
          <Input
            type="time"
            value={wall.time}
            onChange={(_event, { value }) => value && onChange({ ...wall, time: value })}
          />
        </Field>
      )}
    </>
  );
}

/** When an appointment is, in its organizer's zone. */
export function TimeFields({ draft }: { draft: AppointmentDraft }) {
  const styles = useStyles();
  const { t } = useText();
  const { start, end, isAllDay } = useDraft(draft).fields;
  const zone = draft.timeZone;
  // An all-day appointment ends at the midnight after the day shown.
  const shownEnd = isAllDay ? end - dayMs / 2 : end;
  const setEnd = (wall: Wall) => draft.setTime('end', instantOf(wall, zone));
  const setDayEnd = ({ day }: Wall) => {
    const noon = instantOf({ day, time: '12:00' }, zone);
    const next = wallOf(noon + dayMs, zone).day;
    draft.setTime('end', instantOf({ day: next, time: '00:00' }, zone));
  };
  return (
    <div className={styles.row}>
      <Moment
        wall={wallOf(start, zone)}
        dayLabel={t('meeting.startDay')}
        timeLabel={t('meeting.startTime')}
        isAllDay={isAllDay}
        onChange={(wall) => draft.setTime('start', instantOf(wall, zone))}
      />
      <Moment
        wall={wallOf(shownEnd, zone)}
        dayLabel={t('meeting.endDay')}
        timeLabel={t('meeting.endTime')}
        isAllDay={isAllDay}
        onChange={isAllDay ? setDayEnd : setEnd}
      />
      <Switch
        label={t('meeting.allDay')}
        checked={isAllDay}
        onChange={(_event, { checked }) => draft.setAllDay(checked)}
      />
    </div>
  );
}
