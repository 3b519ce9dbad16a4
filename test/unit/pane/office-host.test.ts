import { describe, expect, test } from '@jest/globals';
import { createOfficeHost } from '../../../src/pane/host/office-host.ts';

type Handler = (argument?: unknown) => void;

const details = (displayName: string, emailAddress: string) => ({ displayName, emailAddress });
const maria = details('Maria Kovács', 'maria@fabrikam.com');
const mia = details('Mia Novak', 'mia@contoso.com');

const getter = (value: unknown, status = 'succeeded') => ({
  getAsync: (done: Handler) => done({ status, value }),
});

const readMessage = {
  itemType: 'message',
  itemClass: 'IPM.Note',
  itemId: 'AA+/B',
  subject: 'Offer',
  internetMessageId: '<1@fabrikam.com>',
  from: maria,
  to: [mia],
  cc: [details('', 'nameless@example.com'), details('No address', '')],
};

/** As much of Office.js as the pane touches; `select` is Outlook's own selection. */
const outlook = (item: unknown, context: object = {}) => {
  const handlers = new Map<string, Handler>();
  const mailbox = {
    item,
    userProfile: { emailAddress: 'mia@contoso.com' },
    convertToRestId: (id: string) => id.replaceAll('/', '-').replaceAll('+', '_'),
    convertToLocalClientTime: (date: Date) => ({
      year: date.getUTCFullYear(),
      month: date.getUTCMonth(),
      date: date.getUTCDate(),
      hours: date.getUTCHours() + 1,
      minutes: date.getUTCMinutes(),
      seconds: 0,
    }),
    addHandlerAsync: (event: string, handler: Handler) => void handlers.set(event, handler),
  };
  const office = {
    EventType: {
      ItemChanged: 'itemChanged',
      OfficeThemeChanged: 'themeChanged',
      RecipientsChanged: 'recipientsChanged',
    },
    context: { displayLanguage: 'hu-HU', mailbox, ...context },
  };
  const host = createOfficeHost(office as unknown as typeof Office);
  const select = (next: unknown) => {
    mailbox.item = next;
    handlers.get('itemChanged')?.({});
  };
  return { host, select, handlers, mailbox };
};

describe('A message that is read', () => {
  test('Has its people with their roles, and is named for the service', async () => {
    const { host } = outlook(readMessage);
    expect(await host.readItem()).toEqual({
      id: 'AA+/B',
      kind: 'message',
      subject: 'Offer',
      people: [
        { name: 'Maria Kovács', address: 'maria@fabrikam.com', role: 'from' },
        { name: 'Mia Novak', address: 'mia@contoso.com', role: 'to' },
        { name: 'nameless@example.com', address: 'nameless@example.com', role: 'cc' },
      ],
      reference: {
        kind: 'message',
        itemId: 'AA_-B',
        internetMessageId: '<1@fabrikam.com>',
        from: 'maria@fabrikam.com',
        mailbox: 'mia@contoso.com',
      },
      obstacle: null,
    });
  });

  test.each([
    ['IPM.Note', null],
    ['IPM.Note.SMIME.MultipartSigned', null],
    ['IPM.Note.SMIME', 'encrypted'],
    ['IPM.Note.rpmsg.Microsoft.RightsManaged', 'encrypted'],
    ['IPM.Schedule.Meeting.Request', 'appointment'],
    ['REPORT.IPM.Note.NDR', 'unsupported'],
  ])('Of class %s has the obstacle %s (E-16, E-17)', async (itemClass, obstacle) => {
    const { host } = outlook({ ...readMessage, itemClass });
    expect((await host.readItem())?.obstacle).toBe(obstacle);
  });

  test('Without an id, as from a file or another store, cannot be tracked (E-17, E-18)', async () => {
    const { host } = outlook({ ...readMessage, itemId: undefined });
    expect(await host.readItem()).toMatchObject({ reference: null, obstacle: 'unsupported' });
  });
});

describe('Other items', () => {
  test('A meeting that is read has organizer, required and optional people', async () => {
    const { host } = outlook({
      itemType: 'appointment',
      itemId: 'M1',
      subject: 'Review',
      organizer: mia,
      requiredAttendees: [maria],
      optionalAttendees: [],
    });
    const item = await host.readItem();
    expect(item?.people.map(({ role }) => role)).toEqual(['organizer', 'required']);
    expect(item?.reference).toMatchObject({ kind: 'appointment', from: 'mia@contoso.com' });
  });

  test('Mail being written is asked for its people', async () => {
    const { host } = outlook({
      itemType: 'message',
      subject: getter('Draft'),
      to: getter([maria]),
      cc: getter([], 'failed'),
      bcc: getter([mia]),
      addHandlerAsync: () => undefined,
    });
    expect(await host.readItem()).toMatchObject({
      subject: 'Draft',
      people: [{ role: 'to' }, { role: 'bcc' }],
      reference: { itemId: '', isDraft: true },
      obstacle: null,
    });
  });

  test('Two unsaved items are told apart', () => {
    const draft = () => ({
      itemType: 'message',
      subject: getter(''),
      addHandlerAsync: () => undefined,
    });
    const { host, select } = outlook(draft());
    const first = host.currentId();
    select(draft());
    expect(host.currentId()).not.toBe(first);
  });

  test('Nothing selected is null', async () => {
    const { host } = outlook(null);
    expect(host.currentId()).toBeNull();
    expect(await host.readItem()).toBeNull();
  });
});

describe('Outlook', () => {
  test('Tells of another item until nobody listens', () => {
    const { host, select } = outlook(readMessage);
    let told = 0;
    const stop = host.onItemChanged(() => (told += 1));
    select(null);
    stop();
    select(readMessage);
    expect(told).toBe(1);
  });

  test('Does not say whether it is dark until it has a theme', () => {
    const { host, handlers } = outlook(readMessage);
    expect(host.isDark()).toBeUndefined();
    handlers.get('themeChanged')?.({ officeTheme: { bodyBackgroundColor: '#292929' } });
    expect(host.isDark()).toBe(true);
    handlers.get('themeChanged')?.({ officeTheme: { isDarkTheme: false } });
    expect(host.isDark()).toBe(false);
  });

  // In Outlook `isDarkTheme` and `themeId` say nothing; the colours do.
  test.each([
    ['Colorful', '#FFFFFF', '#262626', false],
    ['White', '#FFFFFF', '#262626', false],
    ['Dark Gray', '#666666', '#FFFFFF', true],
    ['a Dark Gray that is brighter than half', '#8A8A8A', '#FFFFFF', true],
    ['Black', '#262626', '#F0F0F0', true],
  ])('Is as dark as the Office theme %s (quality 15)', (_name, ground, text, isDark) => {
    const { host, handlers } = outlook(readMessage);
    const officeTheme = {
      bodyBackgroundColor: ground,
      bodyForegroundColor: text,
      isDarkTheme: false,
    };
    handlers.get('themeChanged')?.({ officeTheme });
    expect(host.isDark()).toBe(isDark);
  });

  test('Gives times on the mailbox’s clock', () => {
    const { host } = outlook(readMessage);
    expect(host.localTime(new Date('2026-11-22T13:32:00Z')).toISOString()).toBe(
      '2026-11-22T14:32:00.000Z',
    );
  });
});

describe('An item of somebody else’s mailbox (DEL-01, DEL-02, DEL-03, H-07)', () => {
  const shared = (status: string, value: object) => ({
    ...readMessage,
    getSharedPropertiesAsync: (done: Handler) => done({ status, value }),
  });

  test('Is looked for in the mailbox of its owner', async () => {
    const properties = { owner: 'nora@contoso.com', targetMailbox: 'service@contoso.com' };
    const { host } = outlook(shared('succeeded', properties));
    expect((await host.readItem())?.reference).toMatchObject({
      mailbox: 'service@contoso.com',
      isShared: true,
    });
  });

  test('Of which the host does not say so is the person’s own', async () => {
    const { host } = outlook(shared('failed', {}));
    const reference = (await host.readItem())?.reference;
    expect(reference?.mailbox).toBe('mia@contoso.com');
    expect(reference).not.toHaveProperty('isShared');
  });
});
