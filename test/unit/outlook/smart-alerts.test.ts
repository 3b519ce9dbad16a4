import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { AddIn, LaunchHandler } from '../../../src/sandbox/outlook/manifest/add-in.ts';
import { parseManifest } from '../../../src/sandbox/outlook/manifest/parse-manifest.ts';
import type {
  Ending,
  FunctionCall,
} from '../../../src/sandbox/outlook/page/add-in/run-function.ts';
import type { HostItem } from '../../../src/sandbox/outlook/page/host/backend.ts';
import { Launcher } from '../../../src/sandbox/outlook/page/launch-events/launcher.ts';
import { Questions } from '../../../src/sandbox/outlook/page/launch-events/questions.ts';
import {
  alertAfter,
  type AlertChoice,
  type SmartAlert,
} from '../../../src/sandbox/outlook/page/launch-events/smart-alert.ts';
import { sampleManifest } from '../../support/outlook/sample-manifest.ts';

const completed = (context: Record<string, unknown>): Ending => ({ kind: 'completed', context });
const disallowed = completed({ allowEvent: false, errorMessage: 'Not like this.' });

describe('What Outlook asks before it sends', () => {
  test('is nothing where the add-in allows the sending, or says nothing about it', () => {
    expect(alertAfter(completed({ allowEvent: true }), 'Block', 'Guard')).toBeUndefined();
    expect(alertAfter(completed({}), 'Block', 'Guard')).toBeUndefined();
  });

  test.each([
    ['PromptUser', true],
    ['SoftBlock', false],
    ['Block', false],
  ] as const)('of %s after a disallowance lets send anyway: %s', (mode, maySend) => {
    expect(alertAfter(disallowed, mode, 'Guard')).toMatchObject({
      reason: 'disallowed',
      message: 'Not like this.',
      maySend,
    });
  });

  test.each([
    ['PromptUser', true],
    ['SoftBlock', true],
    ['Block', false],
  ] as const)('of %s where the add-in cannot be reached lets send anyway: %s', (mode, maySend) => {
    for (const kind of ['unavailable', 'failed'] as const) {
      expect(alertAfter({ kind }, mode, 'Guard')).toMatchObject({ reason: 'unavailable', maySend });
    }
  });

  test.each([
    ['PromptUser', true],
    ['SoftBlock', false],
    ['Block', false],
  ] as const)('of %s after five minutes lets send anyway: %s', (mode, maySend) => {
    expect(alertAfter({ kind: 'timed-out' }, mode, 'Guard')).toMatchObject({
      reason: 'timed-out',
      maySend,
    });
  });

  test('carries the add-in’s own label and command, and its own mode over the manifest’s', () => {
    const ending = completed({
      allowEvent: false,
      cancelLabel: 'Add a place',
      commandId: 'pane',
      sendModeOverride: 'promptUser',
    });
    expect(alertAfter(ending, 'Block', 'Guard')).toMatchObject({
      cancelLabel: 'Add a place',
      commandId: 'pane',
      maySend: true,
    });
  });
});

const item = { kind: 'messageCompose', id: 'draft' } as HostItem;

function addInWith(name: string, handlers: Partial<LaunchHandler>[]): AddIn {
  const launchHandlers = handlers.map((handler) => ({
    event: 'OnMessageSend',
    functionName: 'check',
    url: 'https://localhost/guard.html',
    sendMode: 'SoftBlock' as const,
    ...handler,
  }));
  return { ...parseManifest(sampleManifest('https://localhost'), 'en-US'), name, launchHandlers };
}

/** A launcher whose functions end as told, and a person who answers as told. */
function launcherOf(addIns: AddIn[], endings: Ending[], choices: AlertChoice[] = []) {
  const calls: FunctionCall[] = [];
  const asked: SmartAlert[] = [];
  const opened: string[] = [];
  const launcher = new Launcher({
    addIns: () => Promise.resolve(addIns),
    run: (call) => {
      calls.push(call);
      const ending = endings.shift();
      return ending ? Promise.resolve(ending) : new Promise(() => undefined);
    },
    ask: (alert) => {
      asked.push(alert);
      const choice = choices.shift();
      return choice ? Promise.resolve(choice) : new Promise(() => undefined);
    },
    openCommand: (_addIn, commandId) => opened.push(commandId),
  });
  return { launcher, calls, asked, opened };
}

describe('Before sending', () => {
  test('the add-ins are asked one after another, until one keeps the item', async () => {
    const { launcher, calls } = launcherOf(
      [addInWith('First', [{}]), addInWith('Second', [{}]), addInWith('Third', [{}])],
      [completed({ allowEvent: true }), disallowed],
      ['stay'],
    );
    expect(await launcher.beforeSend(item)).toBe('stay');
    expect(calls.map(({ addIn }) => addIn.name)).toEqual(['First', 'Second']);
  });

  test('a person who sends anyway passes on to the next add-in', async () => {
    const { launcher, calls } = launcherOf(
      [addInWith('First', [{ sendMode: 'PromptUser' }]), addInWith('Second', [{}])],
      [disallowed, completed({ allowEvent: true })],
      ['send'],
    );
    expect(await launcher.beforeSend(item)).toBe('send');
    expect(calls).toHaveLength(2);
  });

  test('the command an add-in names is opened by the button that keeps the item', async () => {
    const ending = completed({ allowEvent: false, commandId: 'guardPane' });
    const { launcher, opened } = launcherOf([addInWith('Guard', [{}])], [ending], ['stay']);
    await launcher.beforeSend(item);
    expect(opened).toEqual(['guardPane']);
  });

  test('no more than five add-ins are asked', async () => {
    const six = Array.from({ length: 6 }, (_one, index) => addInWith(`${index}`, [{}]));
    const endings = six.map(() => completed({ allowEvent: true }));
    const { launcher, calls } = launcherOf(six, endings);
    await launcher.beforeSend(item);
    expect(calls).toHaveLength(5);
  });

  test('on-send of before Smart Alerts is asked too, and blocks', async () => {
    const { launcher, asked } = launcherOf(
      [addInWith('Old', [{ event: 'ItemSend', sendMode: 'Block' }])],
      [completed({ allowEvent: false })],
      ['stay'],
    );
    expect(await launcher.beforeSend(item)).toBe('stay');
    expect(asked).toMatchObject([{ maySend: false }]);
  });

  test('an appointment is asked about under its own event', async () => {
    const { launcher, calls } = launcherOf(
      [addInWith('Guard', [{}, { event: 'OnAppointmentSend', functionName: 'meeting' }])],
      [completed({ allowEvent: true })],
    );
    await launcher.beforeSend({ kind: 'appointmentCompose', id: 'a' } as HostItem);
    expect(calls.map(({ functionName }) => functionName)).toEqual(['meeting']);
  });
});

describe('An add-in that takes long', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test('is told of after five seconds, not before, and the person may give up', async () => {
    const { launcher, asked } = launcherOf([addInWith('Slow', [{}])], [], ['stay']);
    const outcome = launcher.beforeSend(item);
    await jest.advanceTimersByTimeAsync(4_999);
    expect(asked).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(asked).toMatchObject([{ reason: 'slow', maySend: false }]);
    expect(await outcome).toBe('stay');
  });

  test('that ends while the person is asked takes the question back', async () => {
    const questions = new Questions();
    let end: (ending: Ending) => void = () => undefined;
    const launcher = new Launcher({
      addIns: () => Promise.resolve([addInWith('Slow', [{}])]),
      run: () =>
        new Promise((resolve) => {
          end = resolve;
        }),
      ask: (alert, signal) => questions.ask(alert, signal),
      openCommand: () => undefined,
    });
    const outcome = launcher.beforeSend(item);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(questions.first()?.alert.reason).toBe('slow');
    end(completed({ allowEvent: true }));
    expect(await outcome).toBe('send');
    expect(questions.first()).toBeUndefined();
  });
});

describe('An event', () => {
  test('is told to every add-in that wants it, with its own fields', async () => {
    const handler = { event: 'OnMessageRecipientsChanged', sendMode: null };
    const { launcher, calls } = launcherOf(
      [addInWith('First', [handler]), addInWith('Second', [handler]), addInWith('Third', [{}])],
      [completed({}), { kind: 'failed' }],
    );
    const fields = { changedRecipientFields: { to: true } };
    await launcher.launch('OnMessageRecipientsChanged', item, fields);
    expect(calls.map(({ addIn }) => addIn.name)).toEqual(['First', 'Second']);
    expect(calls[0]?.event).toMatchObject({ type: 'OnMessageRecipientsChanged', ...fields });
  });
});
