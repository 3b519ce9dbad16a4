import type { TFunction } from 'i18next';
import type { TrackedWhy } from '../../../contracts/history.ts';

/** Whose setting it was: the person's own, somebody's by name, or somebody's. */
const whose = ({ name, isYou }: NonNullable<TrackedWhy['acceptedBy']>) => {
  if (isYou) return 'yours';
  return name ? 'theirs' : 'someones';
};

/** Why the service tracked a message by itself, in one sentence (E-22). */
export const whyText = (t: TFunction, why: TrackedWhy): string => {
  const { reason, acceptedBy, method } = why;
  if (reason === 'category' || reason === 'folder' || reason === 'mark') {
    return t(`history.why.${reason}`);
  }
  return t(`history.why.${acceptedBy ? whose(acceptedBy) : 'someones'}`, {
    name: acceptedBy?.name ?? '',
    what: t(`history.why.${reason}`),
    how: method ? t(`history.why.how${method}`) : '',
  });
};
