import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { TextKey } from '../text/keys.ts';
import { useText } from '../text/use-text.ts';
import { jumpClock, loadClockOffset, resetClock } from './fault-api.ts';
import { usePolled } from './use-faults.ts';

const useStyles = makeStyles({
  clock: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const jumps: [TextKey, number][] = [
  ['faults.tenMinutes', 10 * minute],
  ['faults.oneHour', hour],
  ['faults.oneDay', day],
  ['faults.oneHourBack', -hour],
];

/** The sandbox's clock, which all services share; it can be put ahead and back. */
export function ClockControl() {
  const styles = useStyles();
  const { t, language } = useText();
  const { data: offset, failure, act } = usePolled(loadClockOffset);
  const format = (ms: number) =>
    new Intl.NumberFormat(language.dateLocale, {
      style: 'unit',
      unit: 'minute',
      unitDisplay: 'long',
      signDisplay: 'exceptZero',
    }).format(Math.round(ms / minute));
  return (
    <section className={styles.clock} aria-label={t('faults.clock')}>
      <Text weight="semibold">{t('faults.clock')}</Text>
      <Text role="status">
        {failure ||
          (offset ? t('faults.clockOff', { by: format(offset) }) : t('faults.clockRight'))}
      </Text>
      <div className={styles.buttons}>
        {jumps.map(([label, ms]) => (
          <Button key={label} size="small" onClick={() => act(jumpClock(ms))}>
            {t(label)}
          </Button>
        ))}
        <Button size="small" appearance="primary" onClick={() => act(resetClock())}>
          {t('faults.clockReset')}
        </Button>
      </div>
    </section>
  );
}
