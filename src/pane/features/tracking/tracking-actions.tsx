import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { ContextResponse } from '../../../contracts/item.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useText } from '../../text/use-text.ts';
import { provenance } from './status-text.ts';
import { useKeptFocus } from './use-kept-focus.ts';

export interface TrackingCommands {
  track: () => void;
  untrack: () => void;
  /** Opens or closes the search for a record; `opener` is where the focus returns to. */
  toggleRegarding: (opener: HTMLElement) => void;
  regardingOpen: boolean;
}

interface TrackingActionsProps {
  context: ContextResponse;
  busy: boolean;
  commands: TrackingCommands;
}

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  row: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  footer: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'flex-end',
    columnGap: tokens.spacingHorizontalS,
    marginBlockEnd: `calc(-1 * ${tokens.spacingVerticalXS})`,
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground3,
  },
  // Narrower than this the button goes below.
  known: { flex: '1 1 8rem' },
});

/** The CRM's pages open outside of Outlook's frame. */
const openPage = (url: string) => void window.open(url, '_blank', 'noopener,noreferrer');

/** What can be done in the item's state; what the person may not do is not offered. */
export function TrackingActions({ context, busy, commands }: TrackingActionsProps) {
  const styles = useStyles();
  const { t, when } = useText();
  const { item, can } = context;
  const holder = useKeptFocus(busy);
  const untracked = item.state === 'not-tracked' || item.state === 'failed';
  const { activityUrl } = item;
  const known = provenance(t, when, item);
  const untrack = can.track && !untracked && (
    <ActionButton appearance="subtle" busy={busy} onClick={commands.untrack}>
      {t('action.untrack')}
    </ActionButton>
  );
  return (
    <div ref={holder} className={styles.root}>
      {(can.track || activityUrl) && (
        <div className={styles.row}>
          {can.track && untracked && (
            <ActionButton appearance="primary" busy={busy} onClick={commands.track}>
              {t('action.track')}
            </ActionButton>
          )}
          {activityUrl && (
            <ActionButton onClick={() => openPage(activityUrl)}>{t('action.view')}</ActionButton>
          )}
          {can.track && (
            <ActionButton
              busy={busy}
              aria-expanded={commands.regardingOpen}
              onClick={(event) => commands.toggleRegarding(event.currentTarget)}
            >
              {t('action.setRegarding')}
            </ActionButton>
          )}
          {!known && untrack}
        </div>
      )}
      {known && (
        <div className={styles.footer}>
          <span className={styles.known}>{known}</span>
          {untrack}
        </div>
      )}
    </div>
  );
}
