/** OData string literal. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * Text for `contains`, `startswith` and `endswith`, in which Dataverse takes `%`, `_` and `[` as
 * SQL wildcards: each becomes a set of itself.
 */
export const withoutWildcards = (text: string): string => text.replace(/[[%_]/g, '[$&]');

/** An `In` filter over one column; `values` is the name of a parameter alias. */
export const inColumn = (column: string, values: string): string =>
  `Microsoft.Dynamics.CRM.In(PropertyName='${column}',PropertyValues=${values})`;

export const parameter = (name: string, value: string): string =>
  `${name}=${encodeURIComponent(value)}`;
