import { Field, makeStyles, Select, Switch, tokens } from '@fluentui/react-components';
import { useDraft } from '../compose/use-draft.ts';
import type { Translate } from '../text/keys.ts';
import { useText } from '../text/use-text.ts';
import type { AppointmentDraft } from './appointment-draft.ts';
import { showAsValues } from './appointment-fields.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-end',
    gap: tokens.spacingHorizontalM,
  },
});

/** Minutes before the start. */
const reminders = [0, 5, 15, 30, 60, 120, 1440];

function reminderText(minutes: number, t: Translate): string {
  if (minutes === 0) return t('meeting.atStart');
  if (minutes === 1440) return t('meeting.dayBefore');
  return minutes % 60 === 0
    ? t('meeting.hoursBefore', { count: minutes / 60 })
    : t('meeting.minutesBefore', { count: minutes });
}

/** Reminder, how the time is shown to others, and whether the appointment is private. */
export function OptionFields({ draft }: { draft: AppointmentDraft }) {
  const styles = useStyles();
  const { t } = useText();
  const { reminder, showAs, sensitivity } = useDraft(draft).fields;
  const own = reminder !== null && !reminders.includes(reminder) ? [reminder] : [];
  return (
    <div className={styles.row}>
      <Field label={t('meeting.reminder')}>
        <Select
          value={reminder ?? ''}
          onChange={(_event, { value }) =>
            draft.change({ reminder: value === '' ? null : Number(value) })
          }
        >
          <option value="">{t('meeting.noReminder')}</option>
          {[...reminders, ...own].map((minutes) => (
            <option key={minutes} value={minutes}>
              {reminderText(minutes, t)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('meeting.showAs')}>
        <Select
          value={showAs}
          onChange={(_event, { value }) =>
            draft.change({ showAs: showAsValues.find((one) => one === value) ?? 'busy' })
          }
        >
          {showAsValues.map((value) => (
            <option key={value} value={value}>
              {t(`meeting.${value}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Switch
        label={t('meeting.private')}
        checked={sensitivity === 'private'}
        onChange={(_event, { checked }) => draft.setSensitivity(checked ? 'private' : 'normal')}
      />
    </div>
  );
}
