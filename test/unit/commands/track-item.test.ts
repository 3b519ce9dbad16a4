import { describe, expect, test } from '@jest/globals';
import type { TFunction } from 'i18next';
import type { ItemState } from '../../../src/contracts/item.ts';
import { runCommand, trackOpenItem } from '../../../src/commands/track-item.ts';
import { Failure } from '../../../src/pane/api/failure.ts';
import { createNotify } from '../../../src/pane/host/notify.ts';
import { message, state, tracked } from '../../support/pane/samples.ts';

const track = async (answer: () => Promise<ItemState>, item = message('a')) => {
  const said: string[] = [];
  await trackOpenItem({
    host: { readItem: () => Promise.resolve(item) },
    api: { track: answer },
    notify: (kind, text) => {
      said.push(`${kind}: ${text}`);
      return Promise.resolve();
    },
    t: ((key: string) => key) as TFunction,
  });
  return said;
};

describe('The ribbon’s Track button', () => {
  test('Says that it tracks, then that it has', async () => {
    expect(await track(() => Promise.resolve(tracked()))).toEqual([
      'progress: commands.tracking',
      'done: commands.tracked',
    ]);
  });

  test('Says that the service finishes what is pending', async () => {
    const pending = state({ state: 'pending', problem: 'crm-unavailable' });
    expect(await track(() => Promise.resolve(pending))).toContain('done: commands.pending');
  });

  test.each([
    ['sign-in-needed', 'commands.signIn'],
    ['consent-needed', 'commands.signIn'],
    ['forbidden', 'problem.forbidden.text'],
    ['offline', 'problem.offline.text'],
  ] as const)('Says what to do where the service answers %s', async (code, text) => {
    expect(await track(() => Promise.reject(new Failure(code)))).toContain(`failed: ${text}`);
  });

  test('Leads to the pane for a private item, which has to be confirmed (AP-26)', async () => {
    const unconfirmed = state({ problem: 'private' });
    expect(await track(() => Promise.resolve(unconfirmed))).toContain('failed: commands.openPane');
  });

  test('Asks nothing of the service for an item that has no id', async () => {
    const asked = () => Promise.reject(new Error('asked'));
    expect(await track(asked, message('a', { reference: null }))).toEqual([
      'failed: commands.cannot',
    ]);
  });
});

describe('A function command', () => {
  test.each([
    ['works', () => Promise.resolve()],
    ['throws', () => Promise.reject(new Error('broken'))],
  ])('Is completed when it %s (quality 56)', async (_how, run) => {
    let completed = 0;
    const event = { completed: () => void (completed += 1) };
    await runCommand(event, run).catch(() => undefined);
    expect(completed).toBe(1);
  });
});

describe('A notification', () => {
  const put = async (text: string) => {
    const details: Office.NotificationMessageDetails[] = [];
    const item = {
      notificationMessages: {
        replaceAsync: (_key: string, given: unknown, done: unknown) => {
          details.push(given as Office.NotificationMessageDetails);
          (done as () => void)();
        },
      },
    };
    await createNotify(item)('done', text);
    return details[0]!;
  };

  test('Is at most 150 characters long, and has the icon Office wants (H-11)', async () => {
    const details = await put('a'.repeat(200));
    expect(details.message).toHaveLength(150);
    expect(details).toMatchObject({ icon: 'icon16', persistent: false });
  });

  test('Stays unsaid where no item is open', async () => {
    await expect(createNotify(null)('done', 'said')).resolves.toBeUndefined();
  });
});
