import { ActionButton } from '../../components/action-button.tsx';
import { useText } from '../../text/use-text.ts';
import { Section } from './section.tsx';

interface UntrackingProps {
  /** Null: nothing is remembered. */
  keepCopy: boolean | null;
  onForget: () => void;
}

/** The remembered choice of what untracking does with the copy (§1.5.3). */
export function Untracking({ keepCopy, onForget }: UntrackingProps) {
  const { t } = useText();
  if (keepCopy === null) return null;
  return (
    <Section
      title={t('settings.untracking.title')}
      hint={t(keepCopy ? 'settings.untracking.keep' : 'settings.untracking.delete')}
    >
      <div>
        <ActionButton onClick={onForget}>{t('settings.forget')}</ActionButton>
      </div>
    </Section>
  );
}
