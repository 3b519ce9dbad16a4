import type { i18n } from 'i18next';
import { createContext, useContext } from 'react';
import type { Translate } from './keys.ts';
import { createMessages, english, type Language } from './messages.ts';

export interface Text {
  t: Translate;
  language: Language;
  direction: 'ltr' | 'rtl';
}

/** A language's words; its own types are those of the add-in's pane, so they are named here. */
export const textIn = (
  language: Language,
  messages: i18n = createMessages(language.code),
): Text => ({
  t: messages.t as unknown as Translate,
  language,
  direction: messages.dir(language.code),
});

export const TextContext = createContext<Text>(textIn(english));

/** The page's words in the language shown. */
export const useText = (): Text => useContext(TextContext);
