import { describe, expect, test } from '@jest/globals';
import { createMarks } from '../../../src/pane/host/mark-item.ts';
import type { OpenItem } from '../../../src/pane/host/read-item.ts';
import { selectedMessages } from '../../../src/pane/host/selected-items.ts';

type Done = (result: { status: string; value?: unknown }) => void;

/** An item of Office.js as far as marks go; `refuses` names what this host cannot do. */
const createItem = (refuses: 'nothing' | 'properties' | 'saving' | 'categories' = 'nothing') => {
  const properties = new Map<string, unknown>();
  const categories = new Set<string>();
  const answer = (isRefused: boolean, value?: unknown) => ({
    status: isRefused ? 'failed' : 'succeeded',
    value,
  });
  let draft = new Map(properties);
  const bag = {
    set: (name: string, value: unknown) => void draft.set(name, value),
    remove: (name: string) => void draft.delete(name),
    saveAsync: (done: Done) => {
      if (refuses !== 'saving') {
        properties.clear();
        draft.forEach((value, name) => properties.set(name, value));
      }
      done(answer(refuses === 'saving'));
    },
  };
  const item = {
    loadCustomPropertiesAsync: (done: Done) => {
      draft = new Map(properties);
      done(answer(refuses === 'properties', bag));
    },
    ...(refuses !== 'categories' && {
      categories: {
        addAsync: (names: string[], done: Done) => {
          names.forEach((name) => categories.add(name));
          done(answer(false));
        },
        removeAsync: (names: string[], done: Done) => {
          names.forEach((name) => categories.delete(name));
          done(answer(false));
        },
      },
    }),
  };
  return { item: item as unknown as OpenItem, properties, categories };
};

const open = (refuses?: Parameters<typeof createItem>[0]) => {
  const world = createItem(refuses);
  const marks = createMarks(
    () => world.item,
    () => 'a',
  );
  return { ...world, marks };
};

const regarding = { table: 'opportunity', id: '00000000-0000-4000-8000-000000000050' };

describe('Marks on an item while the service is out of reach', () => {
  test('Are the link the service itself writes, with ids only, and the category (V-05, E-20)', async () => {
    const { marks, properties, categories } = open();
    expect(await marks.put('a', { regarding })).toBe(true);
    expect(Object.fromEntries(properties)).toEqual({
      RegardingLink: JSON.stringify({ regarding }),
    });
    expect([...categories]).toEqual(['Tracked to Dynamics 365']);
  });

  test('Are there without a category where Outlook has none (before set 1.8)', async () => {
    const { marks, properties } = open('categories');
    expect(await marks.put('a', {})).toBe(true);
    expect(properties.get('RegardingLink')).toBe('{}');
  });

  test.each(['properties', 'saving'] as const)(
    'Are not claimed where Outlook refuses %s',
    async (refused) => {
      const { marks, properties, categories } = open(refused);
      expect(await marks.put('a', { regarding })).toBe(false);
      expect(properties.size + categories.size).toBe(0);
    },
  );

  test('Never land on another item', async () => {
    const { marks, properties } = open();
    expect(await marks.put('b', { regarding })).toBe(false);
    expect(properties.size).toBe(0);
  });

  test('Leave the category where the item is tracked by then', async () => {
    const { marks, properties, categories } = open();
    await marks.put('a', { regarding });
    await marks.remove('a', true);
    expect(properties.size).toBe(0);
    expect(categories.size).toBe(1);
  });

  test('Go altogether where the person takes them back', async () => {
    const { marks, properties, categories } = open();
    await marks.put('a', { regarding });
    await marks.remove('a', false);
    expect(properties.size + categories.size).toBe(0);
  });
});

describe('Messages selected in Outlook', () => {
  const toRest = (id: string) => id.replaceAll('/', '-');

  test('Are told from set 1.13 on (H-05)', async () => {
    const getSelectedItemsAsync = (_options: unknown, done: Done) =>
      done({
        status: 'succeeded',
        value: [
          { itemId: 'a/1', itemType: 'message', internetMessageId: '<a@x>' },
          { itemId: 'b', itemType: 'message' },
        ],
      });
    const mailbox = { convertToRestId: toRest, getSelectedItemsAsync } as never;
    expect(await selectedMessages(mailbox)).toEqual([
      { itemId: 'a-1', internetMessageId: '<a@x>' },
      { itemId: 'b', internetMessageId: '' },
    ]);
  });

  test('Are none in older hosts and for add-ins with fewer rights', async () => {
    const refusing = () => {
      throw new Error('Elevated permission is required to call the method.');
    };
    expect(await selectedMessages({ convertToRestId: toRest })).toEqual([]);
    expect(
      await selectedMessages({ convertToRestId: toRest, getSelectedItemsAsync: refusing }),
    ).toEqual([]);
  });
});
