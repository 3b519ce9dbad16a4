/** What the `Prefer` header asks for; unknown preferences are ignored, as RFC 7240 wants. */
export interface Preferences {
  isImmutableId: boolean;
  maxPageSize: number | undefined;
  bodyType: 'text' | 'html' | undefined;
  /** HTML as it came, with what could run. */
  isUnsafeHtmlAllowed: boolean;
  /** IANA or Windows name. */
  timeZone: string | undefined;
  /** Value of `Preference-Applied`; undefined where nothing was. */
  applied: string | undefined;
}

const item = /([\w.-]+)(?:\s*=\s*(?:"([^"]*)"|([^,;\s]*)))?/g;

const pageSize = (text: string | undefined): number | undefined => {
  const size = Number(text);
  return Number.isInteger(size) && size > 0 ? Math.min(size, 1_000) : undefined;
};

export function readPreferences(header: string | undefined): Preferences {
  const found = new Map<string, string>();
  for (const [, name = '', quoted, bare] of (header ?? '').matchAll(item)) {
    found.set(name.toLowerCase(), quoted ?? bare ?? '');
  }
  const bodyType = found.get('outlook.body-content-type')?.toLowerCase();
  const timeZone = found.get('outlook.timezone');
  const preferences: Omit<Preferences, 'applied'> = {
    isImmutableId: found.get('idtype')?.toLowerCase() === 'immutableid',
    maxPageSize: pageSize(found.get('odata.maxpagesize')),
    bodyType: bodyType === 'text' || bodyType === 'html' ? bodyType : undefined,
    isUnsafeHtmlAllowed: found.has('outlook.allow-unsafe-html'),
    timeZone,
  };
  const applied = [
    preferences.isImmutableId && 'IdType="ImmutableId"',
    preferences.maxPageSize && `odata.maxpagesize=${preferences.maxPageSize}`,
    preferences.bodyType && `outlook.body-content-type="${preferences.bodyType}"`,
    preferences.isUnsafeHtmlAllowed && 'outlook.allow-unsafe-html',
    timeZone && `outlook.timezone="${timeZone}"`,
  ].filter((part) => typeof part === 'string');
  return { ...preferences, applied: applied.length > 0 ? applied.join(', ') : undefined };
}
