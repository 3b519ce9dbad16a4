/** @jest-environment jsdom */
import { beforeAll, afterEach, describe, expect, test } from '@jest/globals';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import type { ContextResponse } from '../../../src/contracts/item.ts';
import type { HostItem } from '../../../src/pane/host/host.ts';
import hungarian from '../../../src/pane/locales/hu.json';
import {
  createMessages,
  loadPageMessages,
  switchLanguage,
} from '../../../src/pane/text/messages.ts';
import { button, renderPane, status, step, violations } from '../../support/pane/render-pane.tsx';
import { context, message, state, tracked } from '../../support/pane/samples.ts';

beforeAll(async () => {
  await import('../../../src/pane/features/meetings/meeting-note.tsx');
});
afterEach(cleanup);

const facts: NonNullable<ContextResponse['meeting']> = {
  kind: 'single',
  isOrganizer: true,
  isCancelled: false,
  isAllDay: false,
  isPast: false,
  start: '2027-03-01T10:00:00Z',
  end: '2027-03-01T11:00:00Z',
};

const meeting = (change: Partial<HostItem> = {}, reference: object = {}): HostItem => ({
  ...message('m'),
  kind: 'appointment',
  reference: {
    kind: 'appointment',
    itemId: 'm',
    internetMessageId: '',
    from: 'maria@fabrikam.com',
    mailbox: 'mia@contoso.com',
    ...reference,
  },
  ...change,
});

const part = meeting(
  { repeats: { every: 'week', interval: 1, days: ['mon'] } },
  { seriesId: 'series' },
);

async function show(
  item: HostItem,
  known: Partial<ContextResponse['meeting']> = {},
  more: Partial<ContextResponse> = {},
  messages = createMessages(),
) {
  await loadPageMessages(messages);
  const pane = await renderPane({
    item,
    messages,
    answer: context({ meeting: { ...facts, ...known }, ...more }),
  });
  await step();
  await step();
  return pane;
}

const said = (text: string | RegExp): boolean => screen.queryByText(text) !== null;

describe('Before a meeting is tracked the pane says', () => {
  test('that a copy goes to the CRM and nobody is notified (A-01, A-03)', async () => {
    await show(meeting());
    expect(said('A copy goes to the CRM. Your attendees aren’t notified.')).toBe(true);
    expect(said(/this message/)).toBe(false);
    cleanup();
    await show(meeting(), { isOrganizer: false });
    expect(said(/You’re an attendee/)).toBe(true);
  });

  test('that it is over, or was cancelled', async () => {
    await show(meeting(), { isPast: true, isCancelled: true });
    expect(said(/It is over/)).toBe(true);
    expect(said(/It was cancelled/)).toBe(true);
  });

  test('that a new one is saved first (A-01)', async () => {
    await show(meeting({}, { itemId: '', isDraft: true }));
    expect(said(/Invitations go out only when you send it/)).toBe(true);
  });

  test('how it repeats, and tracks this one alone unless the series is chosen (A-05)', async () => {
    const { tracks } = await show(part, { kind: 'part' });
    expect(screen.getByRole('group', { name: 'It repeats every Monday.' })).toBeTruthy();
    await step(() => fireEvent.click(button('Track')));
    expect(tracks[0]?.asked).not.toHaveProperty('series');
    cleanup();
    const other = await show(part, { kind: 'part' });
    await step(() => fireEvent.click(screen.getByLabelText('The whole series')));
    await step(() => fireEvent.click(button('Track')));
    expect(other.tracks[0]?.asked).toMatchObject({ series: true });
  });

  test.each<[HostItem['repeats'], string]>([
    [{ every: 'day', interval: 1, days: [] }, 'It repeats every day.'],
    [{ every: 'weekday', interval: 1, days: [] }, 'It repeats every weekday.'],
    [
      { every: 'week', interval: 2, days: ['mon', 'fri'] },
      'It repeats every 2 weeks on Monday and Friday.',
    ],
    [{ every: 'month', interval: 3, days: [] }, 'It repeats every 3 months.'],
    [{ every: 'year', interval: 1, days: [] }, 'It repeats every year.'],
    [{ every: 'week', interval: 1, days: ['noday'] }, 'It is one of a series.'],
  ])('%j as %s', async (repeats, text) => {
    await show({ ...part, ...(repeats && { repeats }) }, { kind: 'part' });
    expect(screen.getByRole('group', { name: text })).toBeTruthy();
  });

  test('that a series is tracked as a whole', async () => {
    await show(meeting({ repeats: { every: 'day', interval: 1, days: [] } }), { kind: 'series' });
    expect(said('It repeats every day. Tracking saves all its meetings to come.')).toBe(true);
    expect(screen.queryByRole('radio')).toBeNull();
  });

  test('that it is private, and tracks it only with a word of the person (AP-26)', async () => {
    const { tracks } = await show(meeting(), {}, { isPrivate: true });
    await step(() => fireEvent.click(screen.getByLabelText('Track it even so')));
    await step(() => fireEvent.click(button('Track')));
    expect(tracks[0]?.asked).toMatchObject({ evenIfPrivate: true });
  });

  test('all of it in Hungarian', async () => {
    const messages = createMessages();
    await loadPageMessages(messages);
    await switchLanguage(messages, 'hu-HU', () => Promise.resolve(hungarian));
    await show(part, { kind: 'part', isOrganizer: false }, {}, messages);
    expect(screen.getByRole('group', { name: 'Hetente ismétlődik: hétfő.' })).toBeTruthy();
    expect(said(/Ön résztvevő/)).toBe(true);
  });

  test('nothing where the person may not track', async () => {
    await show(meeting(), {}, { can: { track: false, reason: 'forbidden' } });
    expect(said(/A copy goes to the CRM/)).toBe(false);
  });
});

describe('Once it is tracked the pane says', () => {
  test('nothing more of a single meeting', async () => {
    await show(meeting(), {}, { item: tracked() });
    expect(said(/A copy goes to the CRM/)).toBe(false);
  });

  test('that the whole series is, and stands and falls together', async () => {
    await show(part, { kind: 'part' }, { item: tracked({ isSeries: true }) });
    expect(said(/Untracking this meeting untracks the series/)).toBe(true);
    cleanup();
    await show(part, { kind: 'series' }, { item: tracked({ isSeries: true }) });
    expect(said('The whole series is tracked: all its meetings to come.')).toBe(true);
  });
});

describe('Untracking a meeting that is over', () => {
  test('offers no deletion: its copy stays (§1.5.3)', async () => {
    await import('../../../src/pane/features/tracking/more.tsx');
    await show(meeting(), { isPast: true }, { item: tracked({ ownsCopy: true }) });
    await step(() => fireEvent.click(button('Untrack')));
    await step();
    expect(said(/The meeting is over, so its copy in the CRM stays/)).toBe(true);
    expect(said('Untrack and delete the copy')).toBe(false);
  });
});

describe('A request for a meeting', () => {
  test('is not tracked: the meeting in the calendar is (A-02, E-17)', async () => {
    await renderPane({ item: message('request', { obstacle: 'appointment' }) });
    expect(said(/Accept it, then open the meeting in your calendar/)).toBe(true);
    expect(screen.queryByRole('button', { name: 'Track' })).toBeNull();
  });
});

describe('A new meeting', () => {
  const unsaved = meeting({}, { itemId: '', isDraft: true });

  const withSave = async (save: () => Promise<string>) => {
    const pane = await show(unsaved);
    Object.assign(pane.host, { compose: () => Promise.resolve({ save }) });
    await step(() => fireEvent.click(button('Track')));
    await step();
    return pane;
  };

  test('is saved by the click that tracks it, and tracked under the id it got (A-01)', async () => {
    const { tracks } = await withSave(() => Promise.resolve('saved-id'));
    expect(tracks[0]?.asked).toMatchObject({
      item: { kind: 'appointment', itemId: 'saved-id' },
    });
    await step(() => tracks[0]?.answer(state({ state: 'tracked' })));
    expect(status()).toMatch(/^Tracked/);
  });

  test('that Outlook cannot save is not tracked, and the pane says so', async () => {
    const { tracks } = await withSave(() => Promise.reject(new Error('full')));
    expect(tracks).toHaveLength(0);
    expect(screen.getByRole('alert').textContent).toMatch(/saved/);
  });

  test('that is saved is never saved again: attendees would be sent updates', async () => {
    const pane = await show(meeting({}, { itemId: 'known', isDraft: true }));
    let saves = 0;
    const save = () => Promise.resolve(`save-${(saves += 1)}`);
    Object.assign(pane.host, { compose: () => Promise.resolve({ save }) });
    await step(() => fireEvent.click(button('Track')));
    expect(pane.tracks[0]?.asked).toMatchObject({ item: { itemId: 'known' } });
    expect(saves).toBe(0);
  });
});

describe('axe-core finds nothing wrong with the note', () => {
  test.each<[string, HostItem, Partial<ContextResponse['meeting']>, Partial<ContextResponse>]>([
    ['of a single meeting', meeting(), {}, {}],
    ['of one of a series', part, { kind: 'part' }, {}],
    ['of a private one', meeting(), { isPast: true }, { isPrivate: true }],
    ['of a tracked series', part, { kind: 'part' }, { item: tracked({ isSeries: true }) }],
  ])('%s', async (_name, item, known, more) => {
    await show(item, known, more);
    expect(await violations()).toEqual([]);
  });
});
