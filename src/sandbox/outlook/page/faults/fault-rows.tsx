import { Badge, Button, makeStyles, Switch, Text, tokens } from '@fluentui/react-components';
import { useText } from '../text/use-text.ts';
import type { Fault, Preset } from './fault-api.ts';

const useStyles = makeStyles({
  row: { display: 'flex', alignItems: 'flex-start', gap: tokens.spacingHorizontalS },
  words: { display: 'flex', flexDirection: 'column', flexGrow: 1, minInlineSize: 0 },
  badge: { flexShrink: 0, whiteSpace: 'nowrap' },
  second: { color: tokens.colorNeutralForeground3 },
});

export interface PresetRowProps {
  preset: Preset;
  /** Set while it is on. */
  fault: Fault | undefined;
  onSwitch: () => void;
}

/** A fault the service offers, to switch on and off. */
export function PresetRow({ preset, fault, onSwitch }: PresetRowProps) {
  const styles = useStyles();
  const { t } = useText();
  return (
    <li className={styles.row}>
      <Switch
        checked={fault !== undefined}
        aria-label={preset.title}
        aria-describedby={`fault-${preset.name}`}
        onChange={onSwitch}
      />
      <span className={styles.words} lang="en" dir="ltr">
        <Text weight={fault ? 'semibold' : 'regular'}>{preset.title}</Text>
        <Text size={200} className={styles.second} id={`fault-${preset.name}`}>
          {preset.description}
        </Text>
      </span>
      {fault && (
        <Badge
          className={styles.badge}
          appearance="tint"
          color={fault.met ? 'danger' : 'informative'}
        >
          {t('faults.met', { count: fault.met ?? 0 })}
        </Badge>
      )}
    </li>
  );
}

/** A fault that was set in another way, to switch off. */
export function OtherFault({ fault, onOff }: { fault: Fault; onOff: () => void }) {
  const styles = useStyles();
  const { t } = useText();
  return (
    <li className={styles.row}>
      <Text className={styles.words}>{fault.name ?? t('faults.unnamed')}</Text>
      <Badge
        className={styles.badge}
        appearance="tint"
        color={fault.met ? 'danger' : 'informative'}
      >
        {t('faults.met', { count: fault.met ?? 0 })}
      </Badge>
      <Button size="small" onClick={onOff}>
        {t('faults.switchOff')}
      </Button>
    </li>
  );
}
