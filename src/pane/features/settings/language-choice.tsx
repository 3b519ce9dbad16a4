import { useState } from 'react';
import type { Session } from '../../auth/session.ts';
import { SelectField } from '../../components/select-field.tsx';
import { languages } from '../../text/languages.ts';
import { useText } from '../../text/use-text.ts';
import { Section } from './section.tsx';

const outlooks = '';

interface LanguageChoiceProps {
  session: Session;
  onChange: (language: string | null) => void;
}

/** The pane's language: Outlook's, or another one there is; applies at once. */
export function LanguageChoice({ session, onChange }: LanguageChoiceProps) {
  const { t } = useText();
  const [language, setLanguage] = useState(session.language() ?? outlooks);
  const change = (next: string) => {
    const chosen = next === outlooks ? null : next;
    setLanguage(next);
    onChange(chosen);
    void session.setLanguage(chosen);
  };
  return (
    <Section title={t('settings.language.title')}>
      <SelectField
        label={t('settings.language.title')}
        isLabelHidden
        value={language}
        onChange={change}
      >
        <option value={outlooks}>{t('settings.language.outlook')}</option>
        {Object.entries(languages).map(([tag, name]) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </SelectField>
    </Section>
  );
}
