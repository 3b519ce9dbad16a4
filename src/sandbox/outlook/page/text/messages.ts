import { createInstance, type i18n } from 'i18next';
import { en } from './en.ts';
import { hu } from './hu.ts';

/** A language the page can be shown in. */
export interface Language {
  code: 'en' | 'hu' | 'ar';
  /** Its own name. */
  name: string;
  /** What the add-in is told: Outlook's display language. */
  locale: string;
  /** What dates are written in. */
  dateLocale: string;
}

export const english: Language = {
  code: 'en',
  name: 'English',
  locale: 'en-US',
  dateLocale: 'en-GB',
};

/** Arabic proves the direction: the page's words stay English, office.js and the add-in get `ar-SA`. */
export const languages: readonly Language[] = [
  english,
  { code: 'hu', name: 'Magyar', locale: 'hu-HU', dateLocale: 'hu-HU' },
  { code: 'ar', name: 'العربية', locale: 'ar-SA', dateLocale: 'en-GB' },
];

/** `hu` and `hu-HU` are Hungarian; undefined for a language the page does not have. */
export const languageOf = (tag: string | null | undefined): Language | undefined =>
  languages.find(({ code }) => code === tag?.toLowerCase().split('-')[0]);

/** The page's words in a language. */
export function createMessages(code: Language['code']): i18n {
  const messages = createInstance();
  void messages.init({
    lng: code,
    fallbackLng: 'en',
    resources: { en: { translation: en }, hu: { translation: hu } },
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return messages;
}
