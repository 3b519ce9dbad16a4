/** @jest-environment jsdom */
import { describe, expect, jest, test } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import { Failure, type FailureCode } from '../../../src/pane/api/failure.ts';
import { App } from '../../../src/pane/app/app.tsx';
import { createMessages } from '../../../src/pane/text/messages.ts';
import {
  button,
  itemButtons,
  renderPane,
  step,
  violations,
} from '../../support/pane/render-pane.tsx';
import { draft } from '../../support/pane/draft.ts';
import { context, deal, message, state, tracked } from '../../support/pane/samples.ts';

const heading = () =>
  screen.getAllByRole('heading', { level: 1 }).map((element) => element.textContent);

const failing = async (code: FailureCode) => {
  const pane = await renderPane();
  await step(() => pane.contexts[0]?.fail(new Failure(code)));
  return pane;
};

describe('Screens', () => {
  test('People are there before the service answers, without records', async () => {
    await renderPane();
    expect(heading()).toEqual(['Subject of a']);
    expect(screen.getByText('Maria Kovács')).toBeTruthy();
    expect(screen.queryByText('Not in the CRM yet')).toBeNull();
  });

  test('Every person has role, address and records that open their page (UI-05, UI-06)', async () => {
    await renderPane({ answer: context() });
    const leadOn = ['Maria Kovács Contact · Fabrikam', 'Fabrikam Account · Budapest'];
    for (const name of [...leadOn, 'Mia Novak Colleague']) expect(button(name)).toBeTruthy();
    expect(document.body.textContent).toContain('maria@fabrikam.com');
    expect(screen.getByText('stranger@example.com')).toBeTruthy();
    expect(screen.getAllByText('Not in the CRM yet')).toHaveLength(1);
  });

  test('The bar on top leads to search and to every page of the menu (UI-02)', async () => {
    await renderPane({ answer: context() });
    await import('../../../src/pane/app/menu-page.tsx');
    const [bar] = screen.getAllByRole('navigation');
    expect(bar?.compareDocumentPosition(screen.getByRole('heading', { level: 1 }))).toBe(
      Node.DOCUMENT_POSITION_FOLLOWING,
    );
    expect(button('Find a record')).toBeTruthy();
    await step(() => fireEvent.click(button('More')));
    await step();
    const names = ['New record', 'Contacts', 'Tasks', 'Settings', 'Self-check'];
    for (const name of names) expect(button(name)).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  test('A long list of people is short until asked for', async () => {
    const people = Array.from({ length: 14 }, (_, number) => ({
      name: `Person ${number}`,
      address: `p${number}@example.com`,
      roles: ['to' as const],
      records: [],
    }));
    await renderPane({ answer: context({ people }) });
    expect(screen.queryByText('Person 13')).toBeNull();
    await step(() => fireEvent.click(button('Show 4 more people')));
    expect(screen.getByText('Person 13')).toBeTruthy();
  });

  test('With nothing selected the pane says what to do', async () => {
    await renderPane({ item: null });
    expect(heading()).toEqual(['No message selected']);
  });

  test('Outside of Outlook the pane says what to do', async () => {
    render(<App messages={createMessages()} ready={Promise.reject(new Error('no host'))} />);
    await step();
    expect(heading()).toEqual(['Outlook didn’t answer']);
  });

  test('An item Outlook cannot hand out is told, and can be tried again', async () => {
    const pane = await renderPane({ item: null });
    const readItem = pane.host.readItem;
    pane.host.readItem = () => Promise.reject(new Error('9002'));
    await step(() => pane.show(message('a')));
    expect(heading()).toEqual(['Something went wrong']);
    pane.host.readItem = readItem;
    await step(() => fireEvent.click(button('Try again')));
    expect(heading()).toEqual(['Subject of a']);
  });

  test('A mistake of the pane’s own leaves a screen to go on from', async () => {
    const console = jest.spyOn(globalThis.console, 'error').mockReturnValue();
    await renderPane({ answer: context({ people: [null as never] }) });
    expect(heading()).toEqual(['Something went wrong']);
    console.mockRestore();
  });

  test('Signing in is offered by a button, and only then asked for', async () => {
    const { signIns, contexts } = await failing('sign-in-needed');
    expect(signIns).toHaveLength(0);
    await step(() => fireEvent.click(button('Sign in')));
    await step(() => signIns[0]?.answer(undefined));
    await step(() => contexts[1]?.answer(context()));
    expect(button('Track')).toBeTruthy();
  });

  test('A failure to load keeps the people and can be tried again', async () => {
    const { contexts } = await failing('unreachable');
    expect(screen.getByRole('alert').textContent).toContain('Regarding can’t be reached');
    expect(screen.getByText('Maria Kovács')).toBeTruthy();
    await step(() => fireEvent.click(button('Try again')));
    await step(() => contexts[1]?.answer(context()));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('While the CRM is down people are not called unknown to it', async () => {
    await renderPane({
      answer: context({
        problem: 'crm-unavailable',
        people: context().people.map((person) => ({ ...person, records: [] })),
      }),
    });
    expect(screen.getByRole('alert').textContent).toContain('The CRM can’t be reached');
    expect(screen.queryByText('Not in the CRM yet')).toBeNull();
  });

  test.each([
    [
      'appointment',
      'This is a request for a meeting. Accept it, then open the meeting in your calendar to track it.',
    ],
    ['encrypted', 'This message is encrypted. Only Outlook can read it, so it can’t be tracked.'],
    ['unsupported', 'Outlook doesn’t let add-ins save items of this kind, so it can’t be tracked.'],
  ] as const)(
    'An item with the obstacle "%s" shows people, one sentence and no button',
    async (obstacle, sentence) => {
      await renderPane({ item: message('a', { obstacle, reference: null }) });
      expect(screen.getByText(sentence)).toBeTruthy();
      expect(screen.getByText('Maria Kovács')).toBeTruthy();
      expect(itemButtons()).toEqual([]);
    },
  );
});

describe('axe-core finds nothing wrong', () => {
  const states = {
    'not tracked': state(),
    pending: state({ state: 'pending' }),
    tracked: tracked({ regarding: deal }),
    failed: state({ state: 'failed', problem: 'refused' }),
  };
  test.each(Object.entries(states))('with an item that is %s', async (_name, item) => {
    await renderPane({ answer: context({ item }) });
    expect(await violations()).toEqual([]);
  });

  test.each(['offline', 'sign-in-needed', 'forbidden'] as const)(
    'with the failure "%s"',
    async (code) => {
      await failing(code);
      expect(await violations()).toEqual([]);
    },
  );

  test.each([
    ['loading', message('a')],
    ['compose', draft()],
    ['nothing', null],
  ] as const)('with the item "%s"', async (_name, item) => {
    await renderPane({ item });
    expect(await violations()).toEqual([]);
  });

  test('with the search open', async () => {
    await renderPane({ answer: context() });
    await import('../../../src/pane/components/record-search/record-search.tsx');
    await step(() => fireEvent.click(button('Set regarding')));
    await step();
    expect(screen.getByRole('combobox')).toBeTruthy();
    expect(await violations()).toEqual([]);
  });
});
