import type { TFunction } from 'i18next';
import type { ItemState } from '../../../contracts/item.ts';
import type { Doing, Entry } from '../../store/entries.ts';

const stateText = (t: TFunction, { state, regarding, problem }: ItemState): string => {
  if (state === 'pending' && problem === 'not-sent-yet') return t('status.waiting');
  if (state !== 'tracked' || !regarding) return t(`status.${state}`);
  return t('status.trackedRegarding', { name: regarding.name || t('status.hiddenRecord') });
};

/** The state in words (behaviour §1.1.3), or what is being done about it. */
export const headline = (t: TFunction, { context, doing, marked }: Entry): string => {
  if (doing) return t(`doing.${doing}`);
  if (marked) return t('status.marked');
  return context ? stateText(t, context.item) : t('status.loading');
};

const isTracking = (done: Doing | null): boolean => done === 'track' || done === 'set-regarding';

/** Why the item is in this state and what happens next; empty where the state says it all. */
export const reason = (t: TFunction, { context, doing, done, marked }: Entry): string => {
  if (doing || !context) return '';
  if (marked) return t('tracking.markedHint');
  const { item, can } = context;
  if (item.state === 'failed') return t(`problem.${item.problem ?? 'unexpected'}.text`);
  if (item.state === 'pending') {
    return item.problem ? t(`problem.${item.problem}.text`) : t('tracking.pendingHint');
  }
  if (isTracking(done)) return t('status.successful');
  if (!can.track) return t(`problem.${can.reason ?? 'forbidden'}.text`);
  if (item.state === 'not-tracked' && can.needsRegarding) return t('problem.needs-regarding.text');
  // What tracking a meeting means is said above, at length.
  return item.state === 'not-tracked' && !context.meeting ? t('tracking.notTrackedHint') : '';
};

const tracker = (t: TFunction, { trackedBy }: ItemState): string => {
  if (trackedBy?.isYou) return t('tracking.trackedByYou');
  return trackedBy?.name
    ? t('tracking.trackedBy', { name: trackedBy.name })
    : t('tracking.trackedAt');
};

/** By whom, how and when the item was tracked, in one sentence (E-22); empty where it is not. */
export const provenance = (
  t: TFunction,
  when: (iso: string) => string,
  item: ItemState,
): string => {
  const { trackedAt, trackedVia, state } = item;
  if (state === 'not-tracked') return '';
  if (!trackedAt) return state === 'tracked' ? t('tracking.foreign') : '';
  const via = trackedVia && trackedVia !== 'pane' ? ` ${t(`via.${trackedVia}`)}` : '';
  return `${tracker(t, item)}${via} · ${when(trackedAt)}`;
};
