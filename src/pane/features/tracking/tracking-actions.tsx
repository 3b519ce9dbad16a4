import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { ContextResponse } from '../../../contracts/item.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useText } from '../../text/use-text.ts';
import { provenance } from './status-text.ts';
import { TopSuggestion } from './top-suggestion.tsx';
import type { OpenPart, TrackingCardProps } from './tracking-card.tsx';

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

interface ActionsProps extends TrackingCardProps {
  context: ContextResponse;
}

interface ToggleProps extends ActionsProps {
  part: OpenPart;
  label: string;
  /** The next step of the item. */
  isNext?: boolean;
}

/** Opens and closes a part of the card. */
const Toggle = ({ part, label, isNext, ...props }: ToggleProps) => (
  <ActionButton
    appearance={isNext ? 'primary' : part === 'regarding' ? 'secondary' : 'subtle'}
    busy={props.entry.doing !== null}
    aria-expanded={props.parts.open === part}
    onClick={(event) => props.parts.toggle(part, event.currentTarget)}
  >
    {label}
  </ActionButton>
);

/** The next step of an item that is not tracked, and the way to its record. */
const Buttons = (props: ActionsProps) => {
  const { entry, context, services } = props;
  const { store } = services;
  const { t } = useText();
  const { item, can, suggestions } = context;
  const busy = entry.doing !== null;
  const { activityUrl, state } = item;
  if (entry.marked)
    return <ActionButton onClick={store.forgetMark}>{t('action.untrack')}</ActionButton>;
  const isPrivate = item.problem === 'private';
  const untracked = state === 'not-tracked' || state === 'failed';
  const again = isPrivate ? 'action.trackAnyway' : 'action.retry';
  const lacksRegarding = can.needsRegarding === true && !item.regarding;
  return (
    <>
      {can.track && untracked && !lacksRegarding && (
        <ActionButton
          appearance={suggestions.length > 0 ? 'secondary' : 'primary'}
          busy={busy}
          onClick={() =>
            void (state === 'failed'
              ? store.trackAgain(isPrivate ? { evenIfPrivate: true } : {})
              : store.track())
          }
        >
          {t(state === 'failed' ? again : 'action.track')}
        </ActionButton>
      )}
      {activityUrl && (
        <ActionButton onClick={() => openPage(activityUrl)}>{t('action.view')}</ActionButton>
      )}
      {can.track && (
        <Toggle
          {...props}
          part="regarding"
          isNext={untracked && lacksRegarding && suggestions.length === 0}
          label={t(item.regarding ? 'action.changeRegarding' : 'action.setRegarding')}
        />
      )}
      {can.track && !untracked && <Toggle {...props} part="untrack" label={t('action.untrack')} />}
    </>
  );
};

/** What can be done in the item's state; what the person may not do is not offered. */
export function TrackingActions(props: ActionsProps) {
  const { context, entry } = props;
  const styles = useStyles();
  const { t, when } = useText();
  const { item, can } = context;
  const known = provenance(t, when, item);
  const usable = can.track || item.activityUrl;
  return (
    <div className={styles.root}>
      {can.track && !item.regarding && !entry.marked && <TopSuggestion {...props} />}
      {usable && (
        <div className={styles.row} data-actions="">
          <Buttons {...props} />
        </div>
      )}
      {(known || usable) && (
        <div className={styles.footer}>
          <span className={styles.known}>
            {known || (entry.leaveOut.length > 0 && t('tracking.leftOut'))}
          </span>
          {usable && <Toggle {...props} part="more" label={t('action.more')} />}
        </div>
      )}
    </div>
  );
}
