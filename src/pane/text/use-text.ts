import { createContext, useContext, useSyncExternalStore } from 'react';
import type { i18n, TFunction } from 'i18next';
import { createMessages } from './messages.ts';

/** What turns keys and instants into text. */
export interface TextTools {
  messages: i18n;
  /** The instant on the mailbox's clock, in the date's UTC fields. */
  localTime: (instant: Date) => Date;
}

/** The instant on this device's clock, in the date's UTC fields. */
export const deviceTime = (instant: Date): Date =>
  new Date(instant.getTime() - instant.getTimezoneOffset() * 60_000);

export const TextContext = createContext<TextTools>({
  messages: createMessages(),
  localTime: deviceTime,
});

export interface Text {
  t: TFunction;
  messages: i18n;
  language: string;
  direction: 'ltr' | 'rtl';
  /** Date and time of day on the mailbox's clock, in the language's own order. */
  when: (iso: string) => string;
}

/**
 * `Nov 22, 2:32 PM`, which does not break; with the year where it is another one. Both instants are
 * on the mailbox's clock.
 */
export const formatWhen = (language: string, at: Date, now: Date): string =>
  new Intl.DateTimeFormat(language, {
    ...(at.getUTCFullYear() !== now.getUTCFullYear() && { year: 'numeric' }),
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'UTC',
  })
    .format(at)
    .replaceAll(' ', '\u00a0');

/** The pane's texts; renders again when the language changes. */
export function useText(): Text {
  const { messages, localTime } = useContext(TextContext);
  const language = useSyncExternalStore(
    (changed) => {
      messages.on('languageChanged', changed);
      return () => messages.off('languageChanged', changed);
    },
    () => messages.language,
  );
  return {
    t: messages.t,
    messages,
    language,
    direction: messages.dir(),
    when: (iso) => formatWhen(language, localTime(new Date(iso)), localTime(new Date())),
  };
}
