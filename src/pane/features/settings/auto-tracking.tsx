import { useId } from 'react';
import type { AutoTracking as Level } from '../../../contracts/settings.ts';
import { CheckRow } from '../../components/check-row.tsx';
import { useText } from '../../text/use-text.ts';
import { Section } from './section.tsx';

/** From the most to nothing, as X-01…X-05 name them. */
const levels: readonly Level[] = ['all', 'replies', 'people', 'records', 'none'];

interface AutoTrackingProps {
  level: Level;
  onChange: (level: Level) => void;
}

/** Which arriving mail is tracked by itself (X-01…X-05). */
export function AutoTracking({ level, onChange }: AutoTrackingProps) {
  const { t } = useText();
  const group = useId();
  return (
    <Section title={t('settings.auto.title')} hint={t('settings.auto.hint')}>
      <div role="radiogroup" aria-label={t('settings.auto.title')}>
        {levels.map((one) => (
          <CheckRow
            key={one}
            group={group}
            checked={one === level}
            onChange={() => onChange(one)}
            label={t(`settings.auto.${one}`)}
          />
        ))}
      </div>
    </Section>
  );
}
