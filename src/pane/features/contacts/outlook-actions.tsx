import { useRef, useState } from 'react';
import type { OutlookContact } from '../../../contracts/contact.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ActionBar, ButtonRow } from '../../components/list-frame.tsx';
import { Notice } from '../../components/notice.tsx';
import { UntrackChoice } from '../../components/untrack-choice.tsx';
import type { Services } from '../../page/page.ts';
import { useText } from '../../text/use-text.ts';
import { AccountChoice } from './account-choice.tsx';
import type { ContactWork } from './use-contact-work.ts';
import type { OutlookInfo } from './use-outlook-contacts.ts';

interface OutlookActionsProps {
  services: Services;
  chosen: readonly OutlookContact[];
  can: OutlookInfo['can'];
  work: ContactWork;
}

type Panel = 'account' | 'untrack';

/** What can be done with the ticked contacts: track or update, link, untrack (C-03…C-05). */
export function OutlookActions({ services, chosen, can, work }: OutlookActionsProps) {
  const { t } = useText();
  const [panel, setPanel] = useState<Panel | null>(null);
  const bar = useRef<HTMLDivElement>(null);
  const ids = chosen.map(({ id }) => id);
  const count = chosen.length;
  const names = new Map(chosen.map(({ id, name, email }) => [id, name || email]));
  const isIn = ({ state }: OutlookContact) => state === 'tracked' || state === 'pending';
  const tracked = chosen.filter(isIn);
  const busy = work.doing !== null;
  const close = () => {
    setPanel(null);
    // The button that opened the panel is there again only after this.
    setTimeout(() => bar.current?.querySelector('button')?.focus(), 0);
  };
  const finish = (verb: 'untrack' | 'link', body: object) => {
    setPanel(null);
    void work.run(verb, body, names);
  };
  if (!can.track) return <Notice tone="info" text={t('contacts.mayNot')} />;
  return (
    <ActionBar holder={bar} count={t('lists.chosen', { count })}>
      {panel === 'account' && (
        <AccountChoice
          services={services}
          onPick={(account) => finish('link', { ids, account })}
          onRemove={
            chosen.some(({ account }) => account) && chosen.every(isIn)
              ? () => finish('link', { ids, account: null })
              : undefined
          }
          onClose={close}
        />
      )}
      {panel === 'untrack' && (
        <UntrackChoice
          title={t('contacts.untrackTitle', { count: tracked.length })}
          text={t(can.delete ? 'contacts.untrackText' : 'contacts.untrackKeepText')}
          mayDelete={can.delete}
          busy={busy}
          onChoose={(deleteCopy) =>
            finish('untrack', { ids: tracked.map(({ id }) => id), deleteCopy })
          }
          onClose={close}
        />
      )}
      {panel === null && (
        <ButtonRow>
          <ActionButton
            appearance="primary"
            busy={busy}
            onClick={() => void work.run('track', { contacts: ids.map((id) => ({ id })) }, names)}
          >
            {t(tracked.length === count ? 'contacts.update' : 'contacts.track')}
          </ActionButton>
          <ActionButton busy={busy} onClick={() => setPanel('account')}>
            {t('contacts.link')}
          </ActionButton>
          {tracked.length > 0 && (
            <ActionButton busy={busy} onClick={() => setPanel('untrack')}>
              {t('action.untrack')}
            </ActionButton>
          )}
        </ButtonRow>
      )}
    </ActionBar>
  );
}
