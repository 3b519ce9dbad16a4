import { z } from 'zod';

const localized = z.object({ Label: z.string().nullable(), LanguageCode: z.int() });

/** A text of the metadata in all languages it has. */
export const label = z.object({
  LocalizedLabels: z.array(localized),
  UserLocalizedLabel: localized.nullable(),
});
export type Label = z.infer<typeof label>;

/**
 * Primary language ids of Windows' language codes (LCID modulo 1024), by ISO 639 code: those the CRM
 * has language packs for.
 */
const primaryIds: Record<string, number> = {
  ar: 1,
  bg: 2,
  ca: 3,
  zh: 4,
  cs: 5,
  da: 6,
  de: 7,
  el: 8,
  en: 9,
  es: 10,
  fi: 11,
  fr: 12,
  he: 13,
  hu: 14,
  it: 16,
  ja: 17,
  ko: 18,
  nl: 19,
  nb: 20,
  no: 20,
  pl: 21,
  pt: 22,
  ro: 24,
  ru: 25,
  hr: 26,
  sk: 27,
  sv: 29,
  th: 30,
  tr: 31,
  id: 33,
  uk: 34,
  sl: 36,
  et: 37,
  lv: 38,
  lt: 39,
  vi: 42,
  eu: 45,
  hi: 57,
  ms: 62,
  kk: 63,
  gl: 86,
};

/** Whether a language code of the CRM is of the language with this tag: 1038 of `hu-HU`. */
export const isOf = (languageCode: number, tag: string): boolean =>
  languageCode % 1024 === primaryIds[tag.toLowerCase().split('-')[0] ?? ''];

/** The text in a language; undefined where the CRM has it in others only. */
export const inLanguage = ({ LocalizedLabels }: Label, tag: string): string | undefined =>
  LocalizedLabels.find(({ LanguageCode }) => isOf(LanguageCode, tag))?.Label ?? undefined;

/** The text in a language, else in the one the person has in the CRM. */
export const textOf = (given: Label, tag: string): string =>
  inLanguage(given, tag) ??
  given.UserLocalizedLabel?.Label ??
  given.LocalizedLabels[0]?.Label ??
  '';
