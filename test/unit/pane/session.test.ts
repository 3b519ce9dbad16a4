import { describe, expect, test } from '@jest/globals';
import { createLive } from '../../../src/pane/api/live.ts';
import { Failure } from '../../../src/pane/api/failure.ts';
import type { TokenSource } from '../../../src/pane/auth/token-source.ts';
import { createDevice } from '../../../src/pane/host/device.ts';
import { createMemorySession } from '../../support/pane/memory-session.ts';

const source = (silent: () => Promise<string> = () => Promise.resolve('token')) => {
  const windows: unknown[] = [];
  const tokens: TokenSource = {
    silent,
    interactive: (claims, options) => {
      windows.push({ claims, ...options });
      return Promise.resolve();
    },
  };
  return { tokens, windows };
};

describe('Staying signed in (V-08, L-21)', () => {
  test('Is off at first: each start waits for a click, and no window opens for it', async () => {
    const { tokens, windows } = source();
    const memory = createMemorySession(tokens, {});
    await expect(memory.tokens.silent()).rejects.toMatchObject({ code: 'sign-in-needed' });
    await memory.tokens.interactive();
    expect(await memory.tokens.silent()).toBe('token');
    expect(windows).toEqual([]);
  });

  test('Reconnects at the next start, silently', async () => {
    const { tokens } = source();
    const memory = createMemorySession(tokens, { 'stay-signed-in': 'yes' });
    expect(await memory.tokens.silent()).toBe('token');
  });

  test('Is revoked by signing out, at once', async () => {
    const { tokens } = source();
    const memory = createMemorySession(tokens, { 'stay-signed-in': 'yes' });
    memory.session.signOut();
    expect(memory.session.staysSignedIn()).toBe(false);
    await expect(memory.tokens.silent()).rejects.toMatchObject({ code: 'sign-in-needed' });
  });

  test('Opens Microsoft’s window where Outlook’s own sign-in is not enough', async () => {
    const { tokens, windows } = source(() => Promise.reject(new Failure('sign-in-needed')));
    await createMemorySession(tokens, {}).tokens.interactive();
    expect(windows).toHaveLength(1);
  });

  test('Lets the person choose another account (quality 46)', async () => {
    const { tokens, windows } = source();
    await createMemorySession(tokens).session.switchAccount();
    expect(windows).toEqual([{ claims: undefined, chooseAccount: true }]);
  });

  test('Is of one mailbox: another on the same phone asks its own Outlook (quality 47)', async () => {
    const device = { 'stay-signed-in': 'yes' };
    const asked: string[] = [];
    const mailbox = (token: string) =>
      source(() => {
        asked.push(token);
        return Promise.resolve(token);
      }).tokens;
    const first = createMemorySession(mailbox('of Alice'), device);
    expect(await first.tokens.silent()).toBe('of Alice');
    const second = createMemorySession(mailbox('of Martin'), device);
    expect(await second.tokens.silent()).toBe('of Martin');
    expect(asked).toEqual(['of Alice', 'of Martin']);
    expect([...second.kept].flat().join()).not.toContain('Alice');
  });

  test('Keeps nothing but choices on the device (V-05)', async () => {
    const memory = createMemorySession(source().tokens, {});
    memory.session.staySignedIn(true);
    memory.session.welcome();
    memory.session.setLive(false);
    await memory.session.setLanguage('hu');
    expect([...memory.kept].sort()).toEqual([
      ['regarding.language', 'hu'],
      ['regarding.live-off', 'yes'],
      ['regarding.stay-signed-in', 'yes'],
      ['regarding.welcomed', 'yes'],
    ]);
  });
});

test('Without storage a choice lasts until the pane closes', () => {
  const device = createDevice(null);
  device.write('language', 'hu');
  expect(device.read('language')).toBe('hu');
  expect(device.keeps()).toBe(false);
});

describe('The live connection (V-09)', () => {
  const handlers = { onItem: () => undefined, onOpened: () => undefined };
  const counted = (isOn: boolean) => {
    const log: string[] = [];
    const live = createLive(() => {
      log.push('open');
      return () => void log.push('close');
    }, isOn);
    return { live, log };
  };

  test('Ends when it is switched off, and comes back when it is switched on', () => {
    const { live, log } = counted(true);
    live.listen(handlers);
    live.turn(false);
    live.turn(true);
    expect(log).toEqual(['open', 'close', 'open']);
  });

  test('Is not opened while it is off', () => {
    const { live, log } = counted(false);
    const stop = live.listen(handlers);
    expect(log).toEqual([]);
    stop();
    live.turn(true);
    expect(log).toEqual([]);
  });
});
