import type { IncomingHttpHeaders } from 'node:http';

/** What a request prefers. */
export interface Preferences {
  /** `return=representation`. */
  isRepresentation: boolean;
  maxPageSize: number | undefined;
  isContinueOnError: boolean;
  isTrackChanges: boolean;
  /** Whether an annotation of that full name (`Microsoft.Dynamics.CRM.lookuplogicalname`) is wanted. */
  wantsAnnotation: (name: string) => boolean;
  wantsAnyAnnotation: boolean;
}

export const largestPage = 5000;

const escape = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

/** `*` or a list of names, each of which may end in `*`. */
function annotationPattern(list: string): RegExp {
  const names = list.split(',').map((name) => name.trim().split('*').map(escape).join('.*'));
  return new RegExp(`^(?:${names.join('|')})$`, 'i');
}

/** Reads the `Prefer` header. */
export function parsePrefer(headers: IncomingHttpHeaders): Preferences {
  const value = [headers['prefer'] ?? ''].flat().join(',');
  const annotations = /odata\.include-annotations\s*=\s*(?:"([^"]*)"|([^,\s]+))/i.exec(value);
  const pattern = annotations && annotationPattern(annotations[1] ?? annotations[2] ?? '');
  const size = /odata\.maxpagesize\s*=\s*(\d+)/i.exec(value)?.[1];
  return {
    isRepresentation: /return\s*=\s*representation/i.test(value),
    maxPageSize: size ? Math.min(Math.max(Number(size), 1), largestPage) : undefined,
    isContinueOnError: /odata\.continue-on-error(?!\s*=\s*false)/i.test(value),
    isTrackChanges: /odata\.track-changes/i.test(value),
    wantsAnnotation: (name) => pattern?.test(name) ?? false,
    wantsAnyAnnotation: pattern !== null,
  };
}

/** What `Preference-Applied` says: every preference that was sent, since all are honoured. */
export function preferenceApplied(headers: IncomingHttpHeaders): Record<string, string> {
  const value = [headers['prefer'] ?? ''].flat().join(', ');
  return value ? { 'Preference-Applied': value } : {};
}
