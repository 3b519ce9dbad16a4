import type { TFunction } from 'i18next';
import type { HistoryEntry } from '../../../contracts/history.ts';

type Change = Pick<HistoryEntry, 'change' | 'via' | 'before' | 'after' | 'copyDeleted'>;

const nameOf = (t: TFunction, record: Change['after']): string =>
  record?.name || t('status.hiddenRecord');

const regardingText = (t: TFunction, { before, after }: Change): string => {
  if (!after) return t('history.tookOff', { name: nameOf(t, before) });
  const to = nameOf(t, after);
  return before
    ? t('history.changed', { from: nameOf(t, before), to })
    : t('history.regardingSet', { name: to });
};

/** One change in a sentence: what was done, through what. */
export const changeText = (t: TFunction, change: Change): string => {
  const via = change.via === 'pane' ? '' : ` · ${t(`via.${change.via}`)}`;
  if (change.change === 'set-regarding') return regardingText(t, change) + via;
  if (change.change === 'untrack') {
    return t(change.copyDeleted ? 'history.untrackedDeleted' : 'history.untrackedKept') + via;
  }
  const { after } = change;
  return (
    (after ? t('status.trackedRegarding', { name: nameOf(t, after) }) : t('status.tracked')) + via
  );
};
