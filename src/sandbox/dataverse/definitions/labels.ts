import { columnLabels, hungarian } from './label-texts.ts';

export interface Texts {
  en: string;
  /** Where the organisation's language pack has it. */
  hu?: string | undefined;
}

/** The words of a schema name: `EMailAddress1` is `E Mail Address1`. */
const words = (schemaName: string): string =>
  schemaName
    .replace(/^[a-z]+_/, '')
    .replaceAll('_', ': ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');

const split = (text: string): Texts => {
  const [en = '', hu] = text.split(' | ');
  return { en, hu };
};

/** What a column is called. */
export function columnLabel(table: string, name: string, schemaName: string): Texts {
  const known = columnLabels[`${table}.${name}`] ?? columnLabels[name];
  return known === undefined ? translated(words(schemaName)) : split(known);
}

/** A label of a table or an option, with its translation. */
export const translated = (en: string): Texts => ({ en, hu: hungarian[en] });
