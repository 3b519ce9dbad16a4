import type { ContextResponse, ItemState } from '../../../src/contracts/item.ts';
import type { CrmRecord } from '../../../src/contracts/record.ts';
import { defaultSettings, type SettingsResponse } from '../../../src/contracts/settings.ts';
import type { HostItem } from '../../../src/pane/host/host.ts';

/** The settings of a person who decided nothing, in an organisation that did not either. */
export const asDelivered: SettingsResponse = {
  ...defaultSettings,
  levels: { decided: null, offered: ['all', 'replies', 'people', 'records', 'none'] },
  unknownSenders: { decided: 'nothing', isOwn: true },
};

const uuid = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const record = (
  table: string,
  number: number,
  name: string,
  detail?: string,
): CrmRecord => ({
  table,
  id: uuid(number),
  name,
  ...(detail !== undefined && { detail }),
  url: `https://contoso.crm4.dynamics.com/main.aspx?etn=${table}&id=${uuid(number)}`,
});

export const maria = record('contact', 10, 'Maria Kovács', 'Fabrikam');
export const fabrikam = record('account', 11, 'Fabrikam', 'Budapest');
export const mia = record('systemuser', 12, 'Mia Novak');
export const deal = record('opportunity', 50, '40 frobnicators', 'Propose');

export const message = (name: string, change: Partial<HostItem> = {}): HostItem => ({
  id: name,
  kind: 'message',
  subject: `Subject of ${name}`,
  people: [
    { name: 'Maria Kovács', address: 'maria@fabrikam.com', role: 'from' },
    { name: 'Mia Novak', address: 'mia@contoso.com', role: 'to' },
    { name: 'Stranger', address: 'stranger@example.com', role: 'cc' },
  ],
  reference: {
    kind: 'message',
    itemId: name,
    internetMessageId: `<${name}@fabrikam.com>`,
    from: 'maria@fabrikam.com',
    mailbox: 'mia@contoso.com',
  },
  obstacle: null,
  ...change,
});

export const state = (change: Partial<ItemState> = {}): ItemState => ({
  key: uuid(1),
  state: 'not-tracked',
  regarding: null,
  activityUrl: null,
  trackedBy: null,
  trackedAt: null,
  problem: null,
  trackedVia: null,
  undo: null,
  ownsCopy: null,
  onBehalfOf: null,
  isSeries: false,
  ...change,
});

export const tracked = (change: Partial<ItemState> = {}): ItemState =>
  state({
    state: 'tracked',
    activityUrl: 'https://contoso.crm4.dynamics.com/main.aspx?etn=email',
    trackedBy: { name: 'Mia Novak', isYou: true },
    trackedAt: '2026-11-22T13:32:00Z',
    ...change,
  });

export const context = (change: Partial<ContextResponse> = {}): ContextResponse => ({
  item: state(),
  people: [
    {
      name: 'Maria Kovács',
      address: 'maria@fabrikam.com',
      roles: ['from'],
      records: [maria, fabrikam],
    },
    { name: 'Mia Novak', address: 'mia@contoso.com', roles: ['to'], records: [mia] },
    { name: 'Stranger', address: 'stranger@example.com', roles: ['cc'], records: [] },
  ],
  can: { track: true, reason: null },
  problem: null,
  suggestions: [],
  mailbox: 'ready',
  rule: null,
  isPrivate: false,
  meeting: null,
  trackedInConversation: 0,
  ...change,
});
