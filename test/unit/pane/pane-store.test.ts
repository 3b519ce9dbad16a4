import { describe, expect, test } from '@jest/globals';
import { Failure } from '../../../src/pane/api/failure.ts';
import { PaneStore } from '../../../src/pane/store/pane-store.ts';
import type { HostItem } from '../../../src/pane/host/host.ts';
import { createMemoryHost } from '../../support/pane/memory-host.ts';
import { createMemoryService, settle } from '../../support/pane/memory-service.ts';
import { context, deal, message, state, tracked } from '../../support/pane/samples.ts';

const open = async (item: HostItem | null = message('a')) => {
  const outlook = createMemoryHost(item);
  const service = createMemoryService();
  const store = new PaneStore({ host: outlook.host, ...service });
  const stop = store.start();
  await settle();
  const entry = () => store.getState().entry;
  return { ...outlook, ...service, store, stop, entry };
};

const openAnswered = async (answer = context()) => {
  const pane = await open();
  await pane.contexts[0]?.answer(answer);
  return pane;
};

describe('Opening items', () => {
  test('An item is asked about once, with its people', async () => {
    const { contexts } = await open();
    const { reference: item, people } = message('a');
    expect(contexts.map(({ asked }) => asked)).toEqual([{ item, people }]);
  });

  test('No more than 500 people are named in a question', async () => {
    const people = Array.from({ length: 900 }, (_, number) => ({
      name: '',
      address: `p${number}@example.com`,
      role: 'to' as const,
    }));
    const { contexts } = await open(message('a', { people }));
    expect(contexts[0]?.asked).toHaveProperty('people.length', 500);
  });

  test('With nothing selected the item is null and nothing is asked (V-06)', async () => {
    const { store, contexts } = await open(null);
    expect(store.getState().item).toBeNull();
    expect(contexts).toHaveLength(0);
  });

  test('An item without an id is shown and not asked about', async () => {
    const { store, contexts } = await open(
      message('a', { reference: null, obstacle: 'unsupported' }),
    );
    expect(store.getState().item?.obstacle).toBe('unsupported');
    expect(contexts).toHaveLength(0);
  });

  test('An answer that comes after the item was left is never shown', async () => {
    const { contexts, show, store, entry } = await open();
    show(message('b'));
    await settle();
    await contexts[0]?.answer(context({ item: tracked() }));
    expect(store.getState().item?.id).toBe('b');
    expect(entry().context).toBeNull();
    expect(contexts[0]?.signal?.aborted).toBe(true);
  });

  test('An item read late is not shown in place of the newer one', async () => {
    const pane = createMemoryHost(message('slow'));
    const { host, sneak, show } = pane;
    let finish: (item: HostItem) => void = () => undefined;
    const slow = new Promise<HostItem>((resolve) => (finish = resolve));
    const service = createMemoryService();
    const readNow = host.readItem;
    host.readItem = () => (host.currentId() === 'slow' ? slow : readNow());
    const store = new PaneStore({ host, ...service });
    store.start();
    sneak(message('fast'));
    show(message('fast'));
    await settle();
    finish(message('slow'));
    await settle();
    expect(store.getState().item?.id).toBe('fast');
  });

  test('A visited item shows at once what was known, and is asked about again', async () => {
    const { contexts, show, entry } = await openAnswered(context({ item: tracked() }));
    show(message('b'));
    await settle();
    show(message('a'));
    await settle();
    expect(entry().context?.item.state).toBe('tracked');
    expect(contexts).toHaveLength(3);
  });

  test('A change of item Outlook did not tell of is noticed with the next answer (H-04)', async () => {
    const { contexts, sneak, store } = await open();
    sneak(message('b'));
    await contexts[0]?.answer(context());
    expect(store.getState().item?.id).toBe('b');
  });

  test('A change of item Outlook did not tell of is noticed when the window is used (H-04)', async () => {
    const { sneak, store } = await openAnswered();
    sneak(null);
    store.verify();
    expect(store.getState().item).toBeNull();
  });

  test('A failed question leaves the reason, and the next answer removes it', async () => {
    const { contexts, store, entry } = await open();
    await contexts[0]?.fail(new Failure('unreachable'));
    expect(entry().failure?.code).toBe('unreachable');
    store.refresh();
    await contexts[1]?.answer(context());
    expect(entry()).toMatchObject({ failure: null, loading: false });
  });

  test('Items longest unseen are forgotten first', async () => {
    const { show, contexts, entry } = await openAnswered();
    for (let number = 0; number < 60; number++) {
      show(message(`other-${number}`));
      await settle();
      await contexts.at(-1)?.answer(context());
    }
    show(message('a'));
    await settle();
    expect(entry().context).toBeNull();
  });
});

describe('Switching items quickly', () => {
  /** A fixed order that looks like chance. */
  const shuffled = (count: number): number[] =>
    Array.from({ length: count }, (_, at) => at).sort(
      (a, b) => ((a * 7_919) % 211) - ((b * 7_919) % 211),
    );

  test('No answer of another item is ever shown in 200 switches (point 52)', async () => {
    const { show, contexts, store } = await open(message('item-0'));
    const shownUnder: (string | undefined)[] = [];
    store.subscribe(() => {
      const { item, entry } = store.getState();
      const answered = entry.context?.people[0]?.name;
      if (answered !== undefined && answered !== item?.id) shownUnder.push(item?.id);
    });
    const answerFor = (at: number) => {
      const { reference } = message(`item-${at}`);
      const [first] = context().people;
      return context({ people: [{ ...first!, name: reference!.itemId }] });
    };
    for (let at = 1; at <= 200; at++) {
      show(message(`item-${at}`));
      await settle();
    }
    expect(contexts).toHaveLength(201);
    for (const at of shuffled(201)) await contexts[at]?.answer(answerFor(at));
    expect(shownUnder).toEqual([]);
    expect(store.getState().entry.context?.people[0]?.name).toBe('item-200');
  });

  test('A tracked item never looks untracked again because an older answer comes late (complaint 1)', async () => {
    const { store, contexts, tracks, entry, show, listeners } = await openAnswered();
    const states: (string | undefined)[] = [];
    void store.track();
    await tracks[0]?.answer(tracked());
    store.subscribe(() => states.push(entry().context?.item.state));
    show(message('b'));
    await settle();
    show(message('a'));
    await settle();
    [...listeners][0]?.onOpened(true);
    await settle();
    // The question of before the click, and the one the last event overtook.
    for (const late of contexts.slice(0, -1)) await late.answer(context());
    await contexts.at(-1)?.answer(context({ item: tracked() }));
    expect(states.filter(Boolean)).not.toContain('not-tracked');
    expect(entry().context?.item.state).toBe('tracked');
  });
});

describe('Acting', () => {
  test('Two clicks on Track send one request', async () => {
    const { store, tracks } = await openAnswered();
    void store.track();
    void store.track();
    expect(tracks).toHaveLength(1);
  });

  test('What is under way is known at once', async () => {
    const { store, entry } = await openAnswered();
    void store.track({ table: 'opportunity', id: deal.id });
    expect(entry().doing).toBe('set-regarding');
  });

  test('Setting regarding sends the record', async () => {
    const { store, tracks } = await openAnswered();
    void store.track({ table: deal.table, id: deal.id });
    expect(tracks[0]?.asked).toEqual({
      item: message('a').reference,
      regarding: { table: deal.table, id: deal.id },
    });
  });

  test('The answer to an action is the new state', async () => {
    const { store, tracks, entry } = await openAnswered();
    void store.track();
    await tracks[0]?.answer(tracked());
    expect(entry()).toMatchObject({ doing: null, context: { item: { state: 'tracked' } } });
  });

  test('A question under way when the person acts cannot undo the action', async () => {
    const { store, contexts, tracks, entry } = await openAnswered();
    store.refresh();
    void store.track();
    await tracks[0]?.answer(tracked());
    await contexts[1]?.answer(context());
    expect(entry().context?.item.state).toBe('tracked');
  });

  test('A failed action leaves the state as it was and tells why', async () => {
    const { store, tracks, entry } = await openAnswered();
    void store.track();
    await tracks[0]?.fail(new Failure('forbidden'));
    expect(entry().context?.item.state).toBe('not-tracked');
    expect(entry().failure?.code).toBe('forbidden');
  });

  test('An action finishes for its own item after another one is opened', async () => {
    const { store, tracks, show, entry } = await openAnswered();
    void store.track();
    show(message('b'));
    await settle();
    await tracks[0]?.answer(tracked());
    expect(entry().context).toBeNull();
    show(message('a'));
    await settle();
    expect(entry().context?.item.state).toBe('tracked');
  });

  test('Untracking returns the item to not tracked, and asks what may be suggested now', async () => {
    const { store, untracks, entry, contexts } = await openAnswered(context({ item: tracked() }));
    void store.untrack();
    await untracks[0]?.answer(state());
    expect(entry().context?.item.state).toBe('not-tracked');
    expect(contexts).toHaveLength(2);
  });

  test('Numbers in the subject are sent, the subject is not (V-11)', async () => {
    const { contexts } = await open(message('a', { subject: 'Secret: CAS-01001-X1Y2Z3' }));
    expect(contexts[0]?.asked).toMatchObject({ references: ['CAS-01001-X1Y2Z3'] });
    expect(JSON.stringify(contexts[0]?.asked)).not.toContain('Secret');
  });
});

describe('Events', () => {
  test('An event about the open item asks again', async () => {
    const { listeners, contexts } = await openAnswered();
    const [listener] = listeners;
    listener?.onItem({ key: state().key, state: 'tracked' });
    await settle();
    expect(contexts).toHaveLength(2);
  });

  test('An event about another item is ignored', async () => {
    const { listeners, contexts } = await openAnswered();
    const [listener] = listeners;
    listener?.onItem({ key: '00000000-0000-4000-8000-00000000ffff', state: 'tracked' });
    await settle();
    expect(contexts).toHaveLength(1);
  });

  test('An event that overtakes the answer to our own action is not lost', async () => {
    const { store, listeners, tracks, contexts } = await openAnswered();
    const [listener] = listeners;
    void store.track();
    listener?.onItem({ key: state().key, state: 'tracked' });
    await tracks[0]?.answer(state({ state: 'pending' }));
    expect(contexts).toHaveLength(2);
  });

  test('The echo of our own action asks nothing', async () => {
    const { store, listeners, tracks, contexts } = await openAnswered();
    const [listener] = listeners;
    void store.track();
    listener?.onItem({ key: state().key, state: 'tracked' });
    await tracks[0]?.answer(tracked());
    expect(contexts).toHaveLength(1);
  });

  test('After a gap in the stream the open item is asked about again', async () => {
    const { listeners, contexts } = await openAnswered();
    [...listeners][0]?.onOpened(true);
    await settle();
    expect(contexts).toHaveLength(2);
  });

  test('What was pending when the stream opens is asked about again, anything else is not (complaint 7)', async () => {
    const pending = await openAnswered(context({ item: state({ state: 'pending' }) }));
    [...pending.listeners][0]?.onOpened(false);
    await settle();
    expect(pending.contexts).toHaveLength(2);
    const settled = await openAnswered();
    [...settled.listeners][0]?.onOpened(false);
    await settle();
    expect(settled.contexts).toHaveLength(1);
  });

  test('A closed pane listens no longer', async () => {
    const { listeners, stop } = await openAnswered();
    stop();
    expect(listeners.size).toBe(0);
  });
});

describe('Signing in', () => {
  test('Passes on the claims challenge and asks again afterwards', async () => {
    const { store, contexts, signIns, entry } = await open();
    await contexts[0]?.fail(new Failure('sign-in-needed', { claims: 'challenge' }));
    void store.signIn();
    expect(signIns[0]?.asked).toBe('challenge');
    await signIns[0]?.answer(undefined);
    await contexts[1]?.answer(context());
    expect(entry().failure).toBeNull();
  });

  test('A closed window leaves the offer to sign in', async () => {
    const { store, contexts, signIns, entry } = await open();
    await contexts[0]?.fail(new Failure('sign-in-needed', { claims: 'challenge' }));
    void store.signIn();
    await signIns[0]?.fail(new Failure('sign-in-needed'));
    expect(entry().failure).toMatchObject({ code: 'sign-in-needed', claims: 'challenge' });
  });
});
