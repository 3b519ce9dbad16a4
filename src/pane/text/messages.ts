import { createInstance, type i18n } from 'i18next';
import en from '../locales/en.json' with { type: 'json' };

/**
 * Loads a language's messages; rejects where there is no file of that name. Adding a language is
 * adding src/pane/locales/<language>.json. English, which every pane falls back to, is two files:
 * en.json is part of the first screen's code, en.pages.json comes with the first page.
 */
export type LoadMessages = (language: string) => Promise<object>;

const loadFile: LoadMessages = async (language) => {
  const file = (await import(
    /* webpackChunkName: "locale-[request]", webpackExclude: /en(\.pages)?\.json$/ */
    `../locales/${language}.json`,
    { with: { type: 'json' } }
  )) as { default: object };
  return file.default;
};

/** Messages in English; `switchLanguage` brings the others. */
export function createMessages(): i18n {
  const messages = createInstance();
  void messages.init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return messages;
}

/**
 * Switches to Outlook's language.
 * @param tag BCP 47, `hu-HU`; a language there is no file for leaves the pane in English
 */
export async function switchLanguage(
  messages: i18n,
  tag: string,
  load: LoadMessages = loadFile,
): Promise<void> {
  const [language = 'en'] = tag.toLowerCase().split('-');
  if (language !== 'en') {
    const texts = await load(language).catch(() => null);
    if (!texts) return;
    messages.addResourceBundle(language, 'translation', texts);
  }
  await messages.changeLanguage(tag);
}

/** Brings the messages of the pages; the first screen does without them. */
export async function loadPageMessages(messages: i18n): Promise<void> {
  const file = await import(
    /* webpackChunkName: "pages-en" */
    '../locales/en.pages.json',
    { with: { type: 'json' } }
  );
  messages.addResourceBundle('en', 'translation', file.default, true);
}
