import { WINDOWS_TO_IANA_MAP } from 'windows-iana';
import type { Call, Handler } from '../../call.ts';
import { badBody, badRequest } from '../../errors.ts';
import type { Json } from '../../store/schema.ts';

const locales = [
  'bg-BG',
  'cs-CZ',
  'da-DK',
  'de-AT',
  'de-CH',
  'de-DE',
  'el-GR',
  'en-AU',
  'en-CA',
  'en-GB',
  'en-IE',
  'en-US',
  'es-ES',
  'es-MX',
  'et-EE',
  'fi-FI',
  'fr-BE',
  'fr-CA',
  'fr-CH',
  'fr-FR',
  'he-IL',
  'hr-HR',
  'hu-HU',
  'it-IT',
  'ja-JP',
  'ko-KR',
  'lt-LT',
  'lv-LV',
  'nb-NO',
  'nl-BE',
  'nl-NL',
  'pl-PL',
  'pt-BR',
  'pt-PT',
  'ro-RO',
  'ru-RU',
  'sk-SK',
  'sl-SI',
  'sv-SE',
  'tr-TR',
  'uk-UA',
  'zh-CN',
  'zh-TW',
];
const names = new Intl.DisplayNames('en', { type: 'language', languageDisplay: 'standard' });

const language = (locale: string): Json => ({ locale, displayName: names.of(locale) ?? locale });

/** A language by its locale, in any case. Throws `RequestBodyRead` for another one. */
export function languageOf(locale: unknown): Json {
  const found = locales.find((one) => one.toLowerCase() === String(locale).toLowerCase());
  if (found) return language(found);
  throw badBody("The 'locale' of a language is one of the supported ones.");
}

const collection = (call: Call, type: string, value: Json[]) => ({
  status: 200,
  body: {
    '@odata.context': `${call.graph.origin}/v1.0/$metadata#Collection(microsoft.graph.${type})`,
    value,
  },
});

export const supportedLanguages: Handler = (call) =>
  Promise.resolve(collection(call, 'localeInfo', locales.map(language)));

const windows = [...new Set(WINDOWS_TO_IANA_MAP.map(({ windowsName }): string => windowsName))];
const iana = [
  ...new Set(WINDOWS_TO_IANA_MAP.flatMap((one) => one.iana as readonly string[])),
].sort();

/** `outlook/supportedTimeZones`, with `(TimeZoneStandard=…'iana')` by IANA names. */
export const supportedTimeZones: Handler = (call, standard = 'windows') => {
  const wanted = standard.toLowerCase();
  if (wanted !== 'windows' && wanted !== 'iana') {
    throw badRequest(`'${standard}' is not a time zone standard: windows or iana.`);
  }
  const zones = wanted === 'iana' ? iana : windows;
  const value = zones.map((alias) => ({ alias, displayName: alias }));
  return Promise.resolve(collection(call, 'timeZoneInformation', value));
};
