import { useEffect, useState, useSyncExternalStore } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { ActionButton } from '../components/action-button.tsx';
import type { Services } from '../page/page.ts';
import { useText } from '../text/use-text.ts';

const useStyles = makeStyles({
  root: {
    position: 'sticky',
    insetBlockEnd: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    // Outlook's own bar of gestures lies over the last pixels of a phone.
    paddingBlockEnd: 'env(safe-area-inset-bottom)',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  text: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
});

/** Tells Outlook once whether the meeting is in the CRM, so that its button says *View* (H-08). */
const useLogged = ({ host }: Services, isLogged: boolean | null): boolean => {
  const [isKept, setKept] = useState(false);
  useEffect(() => {
    if (isLogged === null) return;
    let isCurrent = true;
    void host.markLogged?.(isLogged).then((kept) => {
      if (isCurrent) setKept(kept && isLogged);
    });
    return () => {
      isCurrent = false;
    };
  }, [host, isLogged]);
  return isKept;
};

/** What remains to be done on the *Log* surface, whose minute is short: track, then close. */
export function LogFooter({ services }: { services: Services }) {
  const styles = useStyles();
  const { t } = useText();
  const { store, host } = services;
  const { entry } = useSyncExternalStore(store.subscribe, store.getState);
  const state = entry.context?.item.state ?? null;
  // Accepted is enough: the service finishes what is pending.
  const isDone = state === null ? null : state === 'tracked' || state === 'pending';
  const isKept = useLogged(services, isDone);
  if (!isDone) return null;
  return (
    <div className={styles.root}>
      <p className={styles.text} role="status">
        {t(isKept ? 'log.done' : 'log.accepted')}
      </p>
      {host.close && (
        <ActionButton appearance="primary" onClick={host.close}>
          {t('log.close')}
        </ActionButton>
      )}
    </div>
  );
}
