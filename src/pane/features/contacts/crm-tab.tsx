import { useCallback } from 'react';
import type { ContactViews, CrmContact, CrmContacts } from '../../../contracts/contact.ts';
import type { Call } from '../../api/call.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ItemState } from '../../components/item-state.tsx';
import { ActionBar, ButtonRow, ListFrame } from '../../components/list-frame.tsx';
import { ListChoice, ListSearch, ListTools } from '../../components/list-tools.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { SelectRow } from '../../components/select-row.tsx';
import { useAnswer } from '../../page/use-answer.ts';
import { usePages, type Pages } from '../../page/use-pages.ts';
import { useSettled } from '../../page/use-settled.ts';
import { useTicked } from '../../page/use-ticked.ts';
import { useText } from '../../text/use-text.ts';
import { ContactActs } from './contact-acts.tsx';
import { detailOf, mostAtOnce, type TabProps } from './outlook-tab.tsx';
import { useContactWork } from './use-contact-work.ts';
import { WorkReport } from './work-report.tsx';

const useCrmContacts = (call: Call, text: string, view: string): Pages<CrmContact, null> => {
  const query = useSettled(text.trim());
  const [kind, id] = view.split(':');
  const load = useCallback(
    async (at: string | null, signal: AbortSignal) => {
      const page = at ?? '1';
      const own = kind === 'own' ? '1' : undefined;
      const asked = { q: query, view: id, own, page };
      const found = await call.get<CrmContacts>('/api/contacts/crm', asked, signal);
      const next = found.hasMore ? String(Number(page) + 1) : null;
      return { items: found.contacts, next, info: null };
    },
    [call, query, kind, id],
  );
  return usePages(load);
};

/** The CRM's contacts by its views, to bring into Outlook (C-01, CT-01). */
export function CrmTab({ services, view, onChange }: TabProps) {
  const { t } = useText();
  const { call, host, store } = services;
  const views = useAnswer(
    useCallback(
      (signal: AbortSignal) => call.get<ContactViews>('/api/contacts/views', {}, signal),
      [call],
    ),
  );
  const list = useCrmContacts(call, view.text, view.view);
  const ticked = useTicked<CrmContact>(mostAtOnce, ({ id }) => id);
  const work = useContactWork(call, () => {
    ticked.clear();
    void list.refresh();
  });
  const items = list.items ?? [];
  const open = items.filter(({ isInOutlook }) => !isInOutlook);
  const add = () => {
    const names = new Map(ticked.items.map(({ id, name }) => [id, name]));
    void work.run('add-to-outlook', { ids: [...names.keys()] }, names);
  };
  const isNarrowed = view.text.trim() !== '' || view.view !== '';
  return (
    <>
      <ListTools>
        <ListSearch
          label={t('contacts.searchCrm')}
          value={view.text}
          onChange={(text) => onChange({ text })}
        />
        <ListChoice
          label={t('contacts.view')}
          value={view.view}
          options={[
            { value: '', label: t('contacts.everyActive') },
            ...(views.answer?.views ?? []).map(({ id, name, isOwn }) => ({
              value: `${isOwn ? 'own' : 'all'}:${id}`,
              label: name,
            })),
          ]}
          onChange={(chosen) => onChange({ view: chosen })}
        />
      </ListTools>
      <WorkReport work={work} />
      {work.failure && <ProblemNotice failure={work.failure} store={store} onRetry={add} />}
      <ListFrame
        pages={list}
        store={store}
        onRetry={() => void list.refresh()}
        count={t(list.hasMore ? 'contacts.shown' : 'contacts.count', { count: items.length })}
        empty={
          isNarrowed
            ? { title: t('lists.noneTitle'), text: t('contacts.noneInView') }
            : { title: t('contacts.emptyCrmTitle'), text: t('contacts.emptyCrmText') }
        }
        all={
          open.length > 0
            ? {
                label: t('contacts.allNotInOutlook'),
                checked: open.slice(0, mostAtOnce).every(ticked.has),
                onChange: (isIn) => ticked.set(open, isIn),
              }
            : undefined
        }
      >
        {items.map((contact) => (
          <SelectRow
            key={contact.id}
            name={contact.name || contact.email || t('lists.noName')}
            detail={detailOf(contact)}
            state={
              <ItemState
                state={contact.isInOutlook ? 'tracked' : 'not-tracked'}
                text={t(contact.isInOutlook ? 'contacts.inOutlook' : 'contacts.notInOutlook')}
              />
            }
            checked={ticked.has(contact)}
            disabled={contact.isInOutlook}
            selectLabel={t('lists.select', { name: contact.name })}
            onSelect={(isIn) => ticked.set([contact], isIn)}
          >
            <ContactActs host={host} contact={contact} />
            <ButtonRow>
              <ActionButton
                onClick={() => services.open('record', { table: 'contact', id: contact.id })}
              >
                {t('contacts.details')}
              </ActionButton>
            </ButtonRow>
          </SelectRow>
        ))}
      </ListFrame>
      {ticked.items.length > 0 && (
        <ActionBar count={t('lists.chosen', { count: ticked.items.length })}>
          <ButtonRow>
            <ActionButton appearance="primary" busy={work.doing !== null} onClick={add}>
              {t('contacts.addToOutlook')}
            </ActionButton>
          </ButtonRow>
        </ActionBar>
      )}
    </>
  );
}
