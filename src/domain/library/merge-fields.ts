/** A value a template takes from a record. */
export interface MergeField {
  table: string;
  column: string;
  /** Something stands there where the record has no value. */
  hasDefault: boolean;
}

/** As the CRM stores it: a choice between the value and what stands there instead. */
const choice =
  /<xsl:when test="(\w+)\/(\w+)"[\s\S]*?<\/xsl:when>(?:\s*<xsl:otherwise>([\s\S]*?)<\/xsl:otherwise>)?/g;
/** As people write it: `{!Contact:First Name;customer}`. */
const placeholder = /\{!\s*([\w ]+?)\s*:\s*([\w ]+?)\s*;([^}]*)\}/g;

const fieldsIn = (template: string, pattern: RegExp): MergeField[] =>
  [...template.matchAll(pattern)].map(([, table = '', column = '', otherwise = '']) => ({
    table: table.toLowerCase(),
    column: column.toLowerCase(),
    hasDefault: otherwise.trim() !== '',
  }));

/** The merge fields of a template's text, each once. */
export function mergeFieldsOf(template: string): MergeField[] {
  const fields = [...fieldsIn(template, choice), ...fieldsIn(template, placeholder)];
  return [...new Map(fields.map((field) => [`${field.table}/${field.column}`, field])).values()];
}

/** Placeholders nobody filled: `{!…}` and `{{…}}`, as they stand in the text. */
export const leftOverIn = (text: string): string[] => [
  ...new Set(text.match(/\{!.*?\}|\{\{.*?\}\}/g) ?? []),
];

/**
 * What a filled template lacks: fields of other tables than the record's, fields the record has no
 * value for, and placeholders that were left as they are.
 * @param values of the record by column; null: not known
 */
export function unresolvedIn(
  template: string,
  filled: { text: string; table: string; values: Readonly<Record<string, unknown>> | null },
): string[] {
  const isEmpty = ({ table, column, hasDefault }: MergeField): boolean => {
    if (hasDefault) return false;
    if (table !== filled.table) return table !== 'systemuser';
    const value = filled.values?.[column];
    return filled.values !== null && (value === null || value === '');
  };
  const empty = mergeFieldsOf(template)
    .filter(isEmpty)
    .map(({ table, column }) => `${column} (${table})`);
  return [...empty, ...leftOverIn(filled.text)];
}
