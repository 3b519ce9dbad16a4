import { useState } from 'react';
import type { TFunction } from 'i18next';
import type { OutlookContact } from '../../../contracts/contact.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ItemState } from '../../components/item-state.tsx';
import { ListFrame } from '../../components/list-frame.tsx';
import { ListChoice, ListSearch, ListTools } from '../../components/list-tools.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { SelectRow } from '../../components/select-row.tsx';
import type { Services } from '../../page/page.ts';
import { useTicked } from '../../page/use-ticked.ts';
import { useText } from '../../text/use-text.ts';
import { ContactActs } from './contact-acts.tsx';
import type { ContactsView } from './contacts-page.tsx';
import { OutlookActions } from './outlook-actions.tsx';
import { useContactWork } from './use-contact-work.ts';
import { useOutlookContacts, type OutlookInfo } from './use-outlook-contacts.ts';
import { WorkReport } from './work-report.tsx';

/** The most a request takes (contracts/contact.ts). */
export const mostAtOnce = 100;

const states = ['all', 'tracked', 'untracked'] as const;

export interface TabProps {
  services: Services;
  view: ContactsView;
  onChange: (part: Partial<ContactsView>) => void;
}

const stateText = (t: TFunction, { state, account, problem }: OutlookContact): string => {
  if (state === 'failed' && problem) return t(`problem.${problem}.title`);
  if (account?.name) return t('lists.stateOf', { state: t(`status.${state}`), name: account.name });
  return t(`status.${state}`);
};

/** `Buyer · Contoso`; who has neither is told by their address. */
export const detailOf = (contact: Pick<OutlookContact, 'jobTitle' | 'company' | 'email'>): string =>
  [contact.jobTitle, contact.company].filter(Boolean).join(' · ') || contact.email;

const Letters = ({ info, start, onStart }: LettersProps) => {
  const { t } = useText();
  if (info.letters.length < 2 || info.total <= mostAtOnce) return null;
  return (
    <ListChoice
      label={t('contacts.letter')}
      value={String(start)}
      options={[
        { value: '0', label: t('contacts.fromBeginning') },
        ...info.letters
          .filter(({ at }) => at > 0)
          .map(({ letter, at }) => ({ value: String(at), label: t('contacts.from', { letter }) })),
      ]}
      onChange={(at) => onStart(Number(at))}
    />
  );
};

interface LettersProps {
  info: OutlookInfo;
  start: number;
  onStart: (start: number) => void;
}

/** The contacts of the mailbox, to track, to link and to act on (C-01…C-07). */
export function OutlookTab({ services, view, onChange }: TabProps) {
  const { t, language } = useText();
  const { call, host, store } = services;
  const [start, setStart] = useState(0);
  const list = useOutlookContacts(call, view, { language, start });
  const ticked = useTicked<OutlookContact>(mostAtOnce, ({ id }) => id);
  const work = useContactWork(call, () => {
    ticked.clear();
    void list.refresh();
  });
  const items = list.items ?? [];
  const narrow = (part: Partial<ContactsView>) => {
    setStart(0);
    onChange(part);
  };
  const isNarrowed = view.text.trim() !== '' || view.state !== 'all';
  const nameOf = (contact: OutlookContact) => contact.name || contact.email || t('lists.noName');
  return (
    <>
      <ListTools>
        <ListSearch
          label={t('contacts.search')}
          value={view.text}
          onChange={(text) => narrow({ text })}
        />
        <ListChoice
          label={t('lists.state')}
          value={view.state}
          options={states.map((value) => ({ value, label: t(`lists.states.${value}`) }))}
          onChange={(state) => narrow({ state })}
        />
        {list.info && <Letters info={list.info} start={start} onStart={setStart} />}
      </ListTools>
      <WorkReport work={work} />
      {work.failure && (
        <ProblemNotice failure={work.failure} store={store} onRetry={() => void list.refresh()} />
      )}
      <ListFrame
        pages={list}
        store={store}
        onRetry={() => void list.refresh()}
        count={t('contacts.count', { count: list.info?.total ?? 0 })}
        empty={
          isNarrowed
            ? { title: t('lists.noneTitle'), text: t('lists.noneText') }
            : {
                title: t('contacts.emptyTitle'),
                text: t('contacts.emptyText'),
                action: <ActionButton onClick={list.reread}>{t('lists.reread')}</ActionButton>,
              }
        }
        all={{
          label: t('lists.all'),
          checked: items.length > 0 && items.slice(0, mostAtOnce).every(ticked.has),
          onChange: (isIn) => ticked.set(items, isIn),
        }}
      >
        {items.map((contact) => (
          <SelectRow
            key={contact.id}
            name={nameOf(contact)}
            detail={detailOf(contact)}
            state={<ItemState state={contact.state} text={stateText(t, contact)} />}
            checked={ticked.has(contact)}
            disabled={ticked.isFull && !ticked.has(contact)}
            selectLabel={t('lists.select', { name: nameOf(contact) })}
            onSelect={(isIn) => ticked.set([contact], isIn)}
          >
            <ContactActs host={host} contact={{ ...contact, name: nameOf(contact) }} />
          </SelectRow>
        ))}
      </ListFrame>
      {ticked.items.length > 0 && list.info && (
        <OutlookActions services={services} chosen={ticked.items} can={list.info.can} work={work} />
      )}
    </>
  );
}
