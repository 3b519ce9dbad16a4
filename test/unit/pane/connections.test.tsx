/** @jest-environment jsdom */
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import type { RecordPage } from '../../../src/contracts/record-page.ts';
import { Failure } from '../../../src/pane/api/failure.ts';
import { button, renderPane, step, violations } from '../../support/pane/render-pane.tsx';
import { context, deal, fabrikam, maria, record } from '../../support/pane/samples.ts';

const page = (change: Partial<RecordPage> = {}): RecordPage => ({
  record: maria,
  fields: [],
  emails: [],
  phones: [],
  parent: null,
  opportunities: [],
  cases: [],
  connections: [],
  past: [],
  next: [],
  insights: [],
  pinned: false,
  ...change,
});
const decider = { id: record('connectionrole', 90, '').id, name: 'Decision Maker' };
const employee = { id: record('connectionrole', 91, '').id, name: 'Employee' };
const connect = 'Connect to another record';

type Pane = Awaited<ReturnType<typeof renderPane>>;
const to = ({ calls }: Pane, path: string) =>
  calls.filter(({ asked }) => (asked as { path: string }).path.startsWith(path));

const open = async (answer = page(), canConnect = true): Promise<Pane> => {
  await import('../../../src/pane/features/record/record-page.tsx');
  await import('../../../src/pane/components/record-search/record-search.tsx');
  const pane = await renderPane({ answer: context() });
  await step();
  await step(() =>
    fireEvent.click(screen.getAllByRole('button', { name: /Maria Kovács Contact/ })[0]!),
  );
  await step();
  await step();
  await step(() => to(pane, '/api/records')[0]?.answer(answer));
  await step(() => to(pane, '/api/tables')[0]?.answer({ tables: [], canConnect }));
  return pane;
};

afterEach(() => void jest.useRealTimers());

/** Types until `found` is offered, and chooses it. */
const choose = async (pane: Pane, found = deal): Promise<void> => {
  await step(() => fireEvent.click(button(connect)));
  await step();
  const input = screen.getByRole('combobox', { name: 'Connect to' });
  // The search waits for a pause in the typing.
  jest.useFakeTimers();
  await step(() => fireEvent.change(input, { target: { value: 'some' } }));
  await step(() => jest.advanceTimersByTime(400));
  jest.useRealTimers();
  const groups = [{ table: found.table, label: '', records: [found] }];
  await step(() => pane.searches.at(-1)?.answer({ groups }));
  await step(() => fireEvent.keyDown(input, { key: 'Enter' }));
};

describe('Connecting records (L-04)', () => {
  test('Connections are listed with what the records are to each other', async () => {
    const connections = [
      { record: fabrikam, role: 'Employer', ownRole: 'Employee' },
      { record: deal, role: '', ownRole: 'Decision Maker' },
    ];
    await open(page({ connections }));
    expect(screen.getByRole('heading', { name: 'Connections' })).toBeTruthy();
    expect(screen.getByRole('button', { name: /Fabrikam Account.*Employer/ })).toBeTruthy();
    expect(
      screen.getByRole('button', { name: /40 frobnicators.*Role here: Decision Maker/ }),
    ).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  test('Is not offered to who may not, and an empty list is not shown (SEC-03)', async () => {
    await open(page(), false);
    expect(screen.queryByRole('button', { name: connect })).toBeNull();
    expect(screen.queryByRole('heading', { name: 'Connections' })).toBeNull();
  });

  test('A record is found, given its role and connected, by a double click once', async () => {
    const pane = await open();
    await choose(pane);
    await step(() => to(pane, '/api/connection-roles')[0]?.answer({ roles: [decider, employee] }));
    expect(screen.getByLabelText('Role of 40 frobnicators')).toBeTruthy();
    expect(await violations()).toEqual([]);
    const own = screen.getByLabelText('Role of Maria Kovács');
    await step(() => fireEvent.change(own, { target: { value: decider.id } }));
    await step(() => {
      fireEvent.click(button('Connect'));
      fireEvent.click(button('Connect'));
    });
    const sent = to(pane, '/api/connections');
    expect(sent).toHaveLength(1);
    expect(sent[0]?.asked).toMatchObject({
      method: 'POST',
      body: {
        from: { table: 'contact', id: maria.id },
        to: { table: 'opportunity', id: deal.id },
        fromRole: decider.id,
      },
    });
    await step(() => sent[0]?.answer(undefined));
    expect(screen.getByText('Connected to “40 frobnicators”.')).toBeTruthy();
    expect(
      screen.getByRole('button', { name: /40 frobnicators.*Role here: Decision Maker/ }),
    ).toBeTruthy();
    await step(() => new Promise((resolve) => setTimeout(resolve)));
    expect(document.activeElement).toBe(button(connect));
  });

  test('A failure says so, and the retry is the same connection', async () => {
    const pane = await open();
    await choose(pane);
    await step(() => to(pane, '/api/connection-roles')[0]?.answer({ roles: [] }));
    await step(() => fireEvent.click(button('Connect')));
    await step(() => to(pane, '/api/connections')[0]?.fail(new Failure('unreachable')));
    expect(screen.getByRole('alert')).toBeTruthy();
    await step(() => fireEvent.click(button('Try again')));
    const [first, second] = to(pane, '/api/connections').map(({ asked }) => asked);
    expect(second).toEqual(first);
  });

  test('A record is not connected to itself', async () => {
    const pane = await open();
    await choose(pane, maria);
    expect(screen.getByRole('alert').textContent).toContain('Choose another one');
    await step(() => fireEvent.click(button('Cancel')));
    expect(button(connect)).toBeTruthy();
  });
});
