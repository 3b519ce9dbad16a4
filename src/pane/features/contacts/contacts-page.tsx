import { useState } from 'react';
import { TabList } from '../../components/tab-list.tsx';
import type { Host } from '../../host/host.ts';
import type { PageProps } from '../../page/page.ts';
import { useText } from '../../text/use-text.ts';
import { CrmTab } from './crm-tab.tsx';
import { OutlookTab } from './outlook-tab.tsx';

const tabs = ['outlook', 'crm'] as const;
type Tab = (typeof tabs)[number];

/** What was looked for, while the pane is open: the way back from a record leads to the same list. */
export interface ContactsView {
  tab: Tab;
  text: string;
  state: 'all' | 'tracked' | 'untracked';
  /** `own:` or `all:` and the id of a view of the CRM; empty: every active contact. */
  view: string;
}

const first: ContactsView = { tab: 'outlook', text: '', state: 'all', view: '' };
const views = new WeakMap<Host, ContactsView>();

/** Contacts of Outlook and of the CRM (§1.1.6); add-ins never open on a contact itself (H-01). */
export function ContactsPage({ services }: PageProps) {
  const { t } = useText();
  const { host } = services;
  const [view, setView] = useState(() => views.get(host) ?? first);
  const change = (part: Partial<ContactsView>) => {
    const next = { ...view, ...part };
    views.set(host, next);
    setView(next);
  };
  const props = { services, view, onChange: change };
  return (
    <TabList
      label={t('page.contacts')}
      name="contacts"
      tabs={tabs.map((id) => ({ id, label: t(`contacts.tab.${id}`) }))}
      chosen={view.tab}
      onChoose={(tab) => change({ tab })}
    >
      {view.tab === 'outlook' ? <OutlookTab {...props} /> : <CrmTab {...props} />}
    </TabList>
  );
}
