import { useCallback, useEffect, useRef } from 'react';
import { makeStyles, tokens } from '@fluentui/react-components';
import type { ContextResponse } from '../../../contracts/item.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useEscape } from '../../components/use-escape.ts';
import { useAnswer } from '../../page/use-answer.ts';
import { useText } from '../../text/use-text.ts';
import { RuleActions } from './rule-actions.tsx';
import type { TrackingCardProps } from './tracking-card.tsx';
import { UntrackChoice } from './untrack-choice.tsx';

const useStyles = makeStyles({
  part: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    paddingBlockStart: tokens.spacingVerticalS,
    borderBlockStartWidth: tokens.strokeWidthThin,
    borderBlockStartStyle: 'solid',
    borderBlockStartColor: tokens.colorNeutralStroke2,
  },
  list: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    marginInline: `calc(-1 * ${tokens.spacingHorizontalM})`,
    '& button': { textAlign: 'start' },
  },
});

export interface MoreProps extends TrackingCardProps {
  context: ContextResponse;
}

/** Everything that can be done about the item besides the card's own buttons. */
const Actions = ({ context, entry, services, parts }: MoreProps) => {
  const styles = useStyles();
  const { t } = useText();
  const { item, can } = context;
  const { host, store, open } = services;
  const { answer: files } = useAnswer(useCallback(() => host.attachments(), [host]));
  const busy = entry.doing !== null;
  const isTracked = item.state === 'tracked';
  const run = (action: () => Promise<void>) => () => {
    parts.close();
    void action();
  };
  return (
    <div className={styles.list}>
      {item.undo && can.track && (
        <ActionButton appearance="subtle" busy={busy} onClick={run(store.undo)}>
          {t(`more.undo.${item.undo.change}`)}
        </ActionButton>
      )}
      {isTracked && item.regarding && can.track && !can.needsRegarding && (
        <ActionButton appearance="subtle" busy={busy} onClick={run(() => store.track(null))}>
          {t('more.takeOff')}
        </ActionButton>
      )}
      {!isTracked && can.track && files && files.length > 0 && (
        <ActionButton appearance="subtle" onClick={() => open('attachments')}>
          {t('more.attachments')}
        </ActionButton>
      )}
      <ActionButton appearance="subtle" onClick={() => open('audience')}>
        {t('more.audience')}
      </ActionButton>
      {(isTracked || item.undo) && (
        <ActionButton appearance="subtle" onClick={() => open('history', { key: item.key })}>
          {t('more.history')}
        </ActionButton>
      )}
      {can.track && (
        <ActionButton appearance="subtle" onClick={() => open('several')}>
          {t('more.several')}
        </ActionButton>
      )}
    </div>
  );
};

/** Why the mailbox keeps the person from tracking, and what works all the same (UI-16). */
const MailboxNotice = ({ mailbox }: Pick<ContextResponse, 'mailbox'>) => {
  const { t } = useText();
  return <Notice tone="info" text={`${t(`mailboxState.${mailbox}`)} ${t('mailboxState.rest')}`} />;
};

/** What opens below the card's buttons: all other actions, or the choice untracking leaves. */
export function More(props: MoreProps) {
  const { parts, context, item } = props;
  const styles = useStyles();
  const { t } = useText();
  const isOpen = parts.open === 'more' || parts.open === 'untrack';
  const part = useRef<HTMLDivElement>(null);
  useEscape(isOpen ? parts.close : undefined);
  // On a phone its button is at the bottom, wherever the page is scrolled to.
  useEffect(() => {
    // Newer browsers answer with a promise, which React would take for the effect's end.
    part.current?.scrollIntoView({ block: 'nearest' });
  }, [parts.open]);
  if (!isOpen) {
    return <MailboxNotice mailbox={context.mailbox} />;
  }
  const isUntrack = parts.open === 'untrack';
  return (
    <div
      ref={part}
      className={styles.part}
      role="group"
      aria-label={t(isUntrack ? 'untrack.heading' : 'more.heading')}
    >
      {isUntrack ? (
        <UntrackChoice {...props} />
      ) : (
        <>
          <Actions {...props} />
          {context.can.track && item.reference?.kind === 'message' && (
            <RuleActions {...props} reference={item.reference} />
          )}
        </>
      )}
    </div>
  );
}
