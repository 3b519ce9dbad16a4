/** @jest-environment jsdom */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import { capabilitiesOf } from '../../../src/pane/host/capabilities.ts';
import { writeLogged } from '../../../src/pane/host/log-event.ts';
import { button, renderPane, step, violations } from '../../support/pane/render-pane.tsx';
import { context, tracked } from '../../support/pane/samples.ts';

beforeEach(() => window.history.replaceState(null, '', '/?surface=log'));

/** The pane on the *Log* surface of a phone. */
const openLog = async (answer = context()) => {
  await import('../../../src/pane/app/log-footer.tsx');
  await import('../../../src/pane/app/phone-theme.ts');
  const written: boolean[] = [];
  let closed = 0;
  const pane = await renderPane({
    answer,
    host: {
      capabilities: capabilitiesOf({ platform: 'Android' }),
      close: () => void (closed += 1),
      markLogged: (isLogged) => {
        written.push(isLogged);
        return Promise.resolve(true);
      },
    },
  });
  await step();
  return { ...pane, written, closed: () => closed };
};

describe('The Log surface of phones (H-08, A-06)', () => {
  test('Says on the meeting that it is logged, and offers to close (quality 10, 42)', async () => {
    const pane = await openLog(context({ item: tracked() }));
    expect(pane.written).toEqual([true]);
    expect(screen.getByText(/Outlook shows View instead of Log/)).toBeTruthy();
    await step(() => fireEvent.click(button('Done')));
    expect(pane.closed()).toBe(1);
    expect(await violations()).toEqual([]);
  });

  test('Takes it back for a meeting that is not tracked, and offers nothing', async () => {
    const { written } = await openLog();
    expect(written).toEqual([false]);
    expect(screen.queryByRole('button', { name: 'Done' })).toBeNull();
  });
});

describe('The property Outlook reads', () => {
  const item = (saved = 'succeeded') => {
    const values = new Map<string, unknown>();
    const properties = {
      set: (name: string, value: unknown) => void values.set(name, value),
      remove: (name: string) => void values.delete(name),
      saveAsync: (done: (result: unknown) => void) => done({ status: saved }),
    };
    const loadCustomPropertiesAsync = (done: (result: unknown) => void) =>
      done({ status: 'succeeded', value: properties });
    return { values, open: { loadCustomPropertiesAsync } as never };
  };

  test('Is EventLogged, a boolean', async () => {
    const { values, open } = item();
    expect(await writeLogged(open, true)).toBe(true);
    expect([...values]).toEqual([['EventLogged', true]]);
    await writeLogged(open, false);
    expect([...values]).toEqual([]);
  });

  test('Counts as kept only once Outlook has saved it', async () => {
    expect(await writeLogged(item('failed').open, true)).toBe(false);
  });
});
