import type { TFunction } from 'i18next';
import type { Answer } from '../../components/writing/use-answer.ts';

/** How many were found; announced as the answers come. */
export const countHint = (
  t: TFunction,
  { asking, failure }: Answer<unknown>,
  count: number | undefined,
): string => {
  if (asking) return t('insert.searching');
  if (failure || count === undefined) return '';
  return count === 0 ? t('insert.none') : t('insert.found', { count });
};
