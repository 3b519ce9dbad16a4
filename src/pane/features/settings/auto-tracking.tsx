import { useId } from 'react';
import type { AutoTracking as Level, LevelChoice } from '../../../contracts/settings.ts';
import { CheckRow } from '../../components/check-row.tsx';
import { useText } from '../../text/use-text.ts';
import { Section } from './section.tsx';

/** From the most to nothing, as X-01…X-05 name them. */
const levels: readonly Level[] = ['all', 'replies', 'people', 'records', 'none'];

interface AutoTrackingProps {
  level: Level;
  choice: LevelChoice;
  onChange: (level: Level) => void;
  vetoesOthers: boolean;
  onVeto: (vetoesOthers: boolean) => void;
}

/**
 * Which arriving mail is tracked by itself (X-01…X-05), as far as the organisation leaves that to
 * people (X-06, X-14), and whether others' settings count in this mailbox (X-09).
 */
export function AutoTracking({ level, choice, onChange, vetoesOthers, onVeto }: AutoTrackingProps) {
  const { t } = useText();
  const group = useId();
  const { decided, offered } = choice;
  const shown = levels.filter((one) => offered.includes(one) || one === level);
  const hint = decided
    ? t('settings.auto.decided', { level: t(`settings.auto.${decided}`) })
    : t('settings.auto.hint');
  return (
    <Section title={t('settings.auto.title')} hint={hint}>
      {!decided && offered.length > 0 && (
        <div role="radiogroup" aria-label={t('settings.auto.title')}>
          {shown.map((one) => (
            <CheckRow
              key={one}
              group={group}
              checked={one === level}
              onChange={() => onChange(one)}
              label={t(`settings.auto.${one}`)}
            />
          ))}
        </div>
      )}
      <CheckRow
        checked={vetoesOthers}
        onChange={onVeto}
        label={t('settings.auto.veto')}
        detail={t('settings.auto.vetoHint')}
      />
    </Section>
  );
}
