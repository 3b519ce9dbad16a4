import { useEffect } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { ActionButton } from '../../components/action-button.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useText } from '../../text/use-text.ts';
import type { MoreProps } from './more.tsx';
import { useKeepCopy } from './use-keep-copy.ts';

const useStyles = makeStyles({
  text: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  row: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** What untracking does with the CRM's copy, said before it happens (§1.5.3). */
export function UntrackChoice({ context, entry, services, parts }: MoreProps) {
  const styles = useStyles();
  const { t } = useText();
  const [keepCopy, remember] = useKeepCopy(services.call);
  const { ownsCopy, state, activityUrl } = context.item;
  const busy = entry.doing !== null;
  const isCopied = state === 'tracked' || activityUrl !== null;
  const { store } = services;
  const isUnknown = isCopied && ownsCopy === null;
  useEffect(() => {
    // What a click answers does not say whose the copy is.
    if (isUnknown) store.refresh();
  }, [isUnknown, store]);
  const untrack = (keep?: boolean) => {
    parts.close();
    if (keep !== undefined) remember(keep);
    void store.untrack(keep === undefined ? {} : { keepCopy: keep });
  };
  const choice = (keep: boolean) => (
    <ActionButton
      wide
      appearance={keep === keepCopy ? 'primary' : 'secondary'}
      busy={busy}
      onClick={() => untrack(keep)}
    >
      {t(keep ? 'untrack.keep' : 'untrack.delete')}
    </ActionButton>
  );
  if (isUnknown && entry.loading) return <Skeleton width="100%" height="72px" />;
  // A meeting that was held is history.
  const isOver = context.meeting?.isPast === true && !context.item.isSeries;
  if (isCopied && ownsCopy && !isOver) {
    return (
      <>
        <p className={styles.text}>{t('untrack.choice')}</p>
        <div className={styles.row}>
          {choice(false)}
          {choice(true)}
        </div>
      </>
    );
  }
  const words = !isCopied
    ? 'untrack.noCopy'
    : isOver
      ? 'untrack.over'
      : ownsCopy === false
        ? 'untrack.others'
        : 'untrack.unknown';
  return (
    <>
      <p className={styles.text}>{t(words)}</p>
      <div className={styles.row}>
        <ActionButton appearance="primary" busy={busy} onClick={() => untrack()}>
          {t('untrack.confirm')}
        </ActionButton>
      </div>
    </>
  );
}
