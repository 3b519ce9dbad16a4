import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { api } from '../api/http.ts';
import type { ThemeName } from '../host/theme.ts';
import { english, type Language, languageOf } from '../text/messages.ts';

export const readingPanes = ['right', 'bottom', 'off'] as const;
export type ReadingPanePlace = (typeof readingPanes)[number];

const themes: readonly ThemeName[] = ['light', 'dark', 'contrast'];

/** How the page looks, as chosen in the settings. */
export interface Preferences {
  /** Null: the page is in English and the add-in speaks the person's own language. */
  language: Language | null;
  /** Null: as the device says. */
  theme: ThemeName | null;
  readingPane: ReadingPanePlace;
}

/** The theme is the device's matter, the rest the person's. */
const themeKey = 'outlook-theme';
const personKey = (personId: string): string => `outlook-preferences:${personId}`;

const oneOf = <T extends string>(all: readonly T[], text: string | null | undefined): T | null =>
  all.find((one) => one === text) ?? null;

interface Stored {
  language?: string;
  readingPane?: string;
}

function read(personId: string): Preferences {
  const stored = JSON.parse(window.localStorage.getItem(personKey(personId)) ?? '{}') as Stored;
  const wanted = new URLSearchParams(window.location.search).get('lang');
  return {
    language: languageOf(wanted ?? stored.language) ?? null,
    theme: oneOf(themes, window.localStorage.getItem(themeKey)),
    readingPane: oneOf(readingPanes, stored.readingPane) ?? 'right',
  };
}

function write(personId: string, { language, theme, readingPane }: Preferences): void {
  if (theme) window.localStorage.setItem(themeKey, theme);
  else window.localStorage.removeItem(themeKey);
  const stored: Stored = { readingPane, ...(language && { language: language.code }) };
  window.localStorage.setItem(personKey(personId), JSON.stringify(stored));
}

const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)'] as const;

function subscribe(listener: () => void): () => void {
  const medias = queries.map((query) => window.matchMedia(query));
  medias.forEach((media) => media.addEventListener('change', listener));
  return () => medias.forEach((media) => media.removeEventListener('change', listener));
}

function deviceTheme(): ThemeName {
  const [dark, forced] = queries.map((query) => window.matchMedia(query).matches);
  return forced ? 'contrast' : dark ? 'dark' : 'light';
}

export interface PreferenceState {
  preferences: Preferences;
  /** The theme shown: the one chosen, else the device's. */
  theme: ThemeName;
  /** The language shown. */
  language: Language;
  change: (part: Partial<Preferences>) => void;
}

/** The mailbox's own language; English is also that of a mailbox nobody chose one for. */
async function loadMailboxLanguage(): Promise<Language | undefined> {
  const { locale } = await api<{ locale: string }>('/me/mailboxSettings/language');
  const language = languageOf(locale);
  return language === english ? undefined : language;
}

const saveMailboxLanguage = ({ locale }: Language): Promise<unknown> =>
  api('/me/mailboxSettings', { method: 'PATCH', body: { language: { locale } } });

/**
 * The preferences of a person (empty text: nobody yet), kept in this browser; the language in the
 * mailbox too, where the person's other devices find it.
 */
export function usePreferenceState(personId: string): PreferenceState {
  const device = useSyncExternalStore(subscribe, deviceTheme);
  const [held, setHeld] = useState({ personId, preferences: read(personId) });
  const preferences = held.personId === personId ? held.preferences : read(personId);
  useEffect(() => {
    if (!personId || read(personId).language) return;
    loadMailboxLanguage().then((language) => {
      if (language) setHeld({ personId, preferences: { ...read(personId), language } });
    }, reportError);
  }, [personId]);
  return useMemo(
    () => ({
      preferences,
      theme: preferences.theme ?? device,
      language: preferences.language ?? english,
      change: (part) => {
        const next = { ...preferences, ...part };
        write(personId, next);
        if (part.language && personId) saveMailboxLanguage(part.language).catch(reportError);
        setHeld({ personId, preferences: next });
      },
    }),
    [personId, preferences, device],
  );
}

export const PreferencesContext = createContext<PreferenceState | null>(null);

export function usePreferences(): PreferenceState {
  const state = useContext(PreferencesContext);
  if (!state) throw new Error('This part of the page is not inside the app.');
  return state;
}
