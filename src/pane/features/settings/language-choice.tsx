import { useState } from 'react';
import {
  createFocusOutlineStyle,
  makeStyles,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import type { Session } from '../../auth/session.ts';
import { touchTarget } from '../../components/touch.ts';
import { languages } from '../../text/languages.ts';
import { useText } from '../../text/use-text.ts';
import { Section } from './section.tsx';

const useStyles = makeStyles({
  select: {
    ...typographyStyles.body1,
    // Fluent draws the focus ring in the nearest positioned box.
    position: 'relative',
    boxSizing: 'border-box',
    width: '100%',
    minHeight: '32px',
    paddingInline: tokens.spacingHorizontalS,
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStrokeAccessible}`,
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    ...touchTarget,
    ...createFocusOutlineStyle(),
  },
});

const outlooks = '';

interface LanguageChoiceProps {
  session: Session;
  onChange: (language: string | null) => void;
}

/** The pane's language: Outlook's, or another one there is; applies at once. */
export function LanguageChoice({ session, onChange }: LanguageChoiceProps) {
  const styles = useStyles();
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
      <select
        className={styles.select}
        aria-label={t('settings.language.title')}
        value={language}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      >
        <option value={outlooks}>{t('settings.language.outlook')}</option>
        {Object.entries(languages).map(([tag, name]) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </select>
    </Section>
  );
}
