import { Field, Input, makeStyles, Select, SpinButton, tokens } from '@fluentui/react-components';
import { useText } from '../text/use-text.ts';
import { useDraft } from '../compose/use-draft.ts';
import type { AppointmentDraft } from './appointment-draft.ts';
import { choiceOf, presets, type RepeatChoice, repetitionOf } from './repeat-presets.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-end',
    gap: tokens.spacingHorizontalM,
  },
  interval: { inlineSize: '90px' },
});

/** Whether and how an appointment repeats; one of a series has no such choice. */
export function RepeatField({ draft }: { draft: AppointmentDraft }) {
  const styles = useStyles();
  const { t } = useText();
  const { repetition, start } = useDraft(draft).fields;
  if (draft.seriesId) return null;
  const choice = repetition ? choiceOf(repetition) : undefined;
  const set = (next: RepeatChoice) =>
    draft.setRepetition(repetitionOf(next, start, draft.timeZone));
  const select = (value: string) => {
    const preset = presets.find((one) => one === value);
    if (preset === 'once') draft.setRepetition(null);
    else if (preset) set({ preset, interval: 1, until: choice?.until ?? '' });
  };
  const shown = choice?.preset ?? (repetition ? 'own' : 'once');
  return (
    <div className={styles.row}>
      <Field label={t('meeting.repeats')}>
        <Select value={shown} onChange={(_event, { value }) => select(value)}>
          {presets.map((preset) => (
            <option key={preset} value={preset}>
              {t(`meeting.${preset}`)}
            </option>
          ))}
          {shown === 'own' && <option value="own">{t('meeting.own')}</option>}
        </Select>
      </Field>
      {choice && choice.preset !== 'weekday' && (
        <Field label={t('meeting.every')} className={styles.interval}>
          <SpinButton
            min={1}
            max={99}
            value={choice.interval}
            onChange={(_event, { value, displayValue }) => {
              const interval = value ?? Number(displayValue);
              if (interval >= 1) set({ ...choice, interval: Math.round(interval) });
            }}
          />
        </Field>
      )}
      {choice && (
        <Field label={t('meeting.until')} hint={choice.until ? '' : t('meeting.forever')}>
          <Input
            type="date"
            value={choice.until}
            onChange={(_event, { value }) => set({ ...choice, until: value })}
          />
        </Field>
      )}
    </div>
  );
}
