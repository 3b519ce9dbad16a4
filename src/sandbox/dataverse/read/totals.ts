import type { Preferences } from '../api/prefer.ts';

const crm = 'Microsoft.Dynamics.CRM';

/** Annotations of a whole answer, those that are wanted; -1 for a total nobody counted. */
export function totals(
  count: number,
  isLimited: boolean,
  { wantsAnnotation }: Pick<Preferences, 'wantsAnnotation'>,
  more: Record<string, unknown> = {},
): object {
  const all = {
    totalrecordcount: count,
    totalrecordcountlimitexceeded: isLimited,
    globalmetadataversion: '20260117',
    ...more,
  };
  return Object.fromEntries(
    Object.entries(all)
      .map(([name, value]) => [`${crm}.${name}`, value] as const)
      .filter(([name]) => wantsAnnotation(name))
      .map(([name, value]) => [`@${name}`, value]),
  );
}
