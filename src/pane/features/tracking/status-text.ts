import type { TFunction } from 'i18next';
import type { ContextResponse, ItemState } from '../../../contracts/item.ts';

/** The state in words (behaviour §1.1.3). */
export const headline = (t: TFunction, { state, regarding }: ItemState): string => {
  if (state !== 'tracked' || !regarding) return t(`status.${state}`);
  return t('status.trackedRegarding', { name: regarding.name || t('status.hiddenRecord') });
};

/** Why the item is in this state and what happens next; empty where the state says it all. */
export const reason = (t: TFunction, { item, can }: ContextResponse): string => {
  if (item.state === 'failed') return t(`problem.${item.problem ?? 'unexpected'}.text`);
  if (item.state === 'pending') {
    return item.problem ? t(`problem.${item.problem}.text`) : t('tracking.pendingHint');
  }
  if (!can.track) return t(`problem.${can.reason ?? 'forbidden'}.text`);
  return item.state === 'not-tracked' ? t('tracking.notTrackedHint') : '';
};

/** Who tracked the item and when; empty where nobody knows. */
export const provenance = (
  t: TFunction,
  when: (iso: string) => string,
  { trackedBy, trackedAt, state }: ItemState,
): string => {
  if (!trackedAt || state === 'not-tracked') return '';
  const at = when(trackedAt);
  if (!trackedBy) return t('tracking.trackedAt', { when: at });
  if (trackedBy.isYou) return t('tracking.trackedByYou', { when: at });
  return t('tracking.trackedBy', { name: trackedBy.name, when: at });
};
