import { useId } from 'react';
import type { UnknownChoice, UnknownSender } from '../../../contracts/settings.ts';
import { CheckRow } from '../../components/check-row.tsx';
import { useText } from '../../text/use-text.ts';
import { Section } from './section.tsx';

const options: readonly UnknownSender[] = ['nothing', 'contact', 'lead'];

interface UnknownSendersProps {
  /** Null: as the organisation decided. */
  own: UnknownSender | null;
  choice: UnknownChoice;
  onChange: (wanted: UnknownSender | null) => void;
}

/** What becomes of a sender nobody knows, as far as the organisation leaves that to people. */
export function UnknownSenders({ own, choice, onChange }: UnknownSendersProps) {
  const { t } = useText();
  const group = useId();
  const { decided, isOwn } = choice;
  if (!isOwn) return null;
  const title = t('settings.unknown.title');
  return (
    <Section title={title} hint={t('settings.unknown.hint')}>
      <div role="radiogroup" aria-label={title}>
        <CheckRow
          group={group}
          checked={own === null}
          onChange={() => onChange(null)}
          label={t('settings.unknown.default')}
          detail={t(`settings.unknown.${decided}`)}
        />
        {options.map((one) => (
          <CheckRow
            key={one}
            group={group}
            checked={one === own}
            onChange={() => onChange(one)}
            label={t(`settings.unknown.${one}`)}
          />
        ))}
      </div>
    </Section>
  );
}
