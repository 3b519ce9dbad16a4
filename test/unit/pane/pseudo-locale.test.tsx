/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import first from '../../../src/pane/locales/en.json' with { type: 'json' };
import pages from '../../../src/pane/locales/en.pages.json' with { type: 'json' };
import { Failure } from '../../../src/pane/api/failure.ts';
import { languages } from '../../../src/pane/text/languages.ts';
import { createMessages, switchLanguage } from '../../../src/pane/text/messages.ts';
import { button, renderPane, status, step } from '../../support/pane/render-pane.tsx';
import { asDelivered, context, deal, tracked } from '../../support/pane/samples.ts';

const english = Object.fromEntries(
  Object.keys({ ...first, ...pages }).map((key) => {
    const parts = [first, pages].map((file) => (file as Record<string, unknown>)[key]);
    const isSection = parts.every((part) => typeof part !== 'string');
    return [key, isSection ? Object.assign({}, ...parts) : parts.find(Boolean)];
  }),
);

/** Wraps every message in brackets: text without them is not translatable. */
const pseudo = (value: unknown): object =>
  Object.fromEntries(
    Object.entries(value as object).map(([key, text]) => [
      key,
      typeof text === 'string' ? `[${text}]` : pseudo(text),
    ]),
  );

const pseudoMessages = async (tag = 'qps-ploc') => {
  const messages = createMessages();
  await switchLanguage(messages, tag, () => Promise.resolve(pseudo(english)));
  return messages;
};

/** What the pane shows that came from the CRM or the mail. */
const data =
  /Maria Kovács|Mia Novak|Stranger|Fabrikam|Budapest|40 frobnicators|Propose|Subject of a|\S+@\S+|MK|MN|S/g;

/** Each element's own text, without data and punctuation. */
const ownTexts = (): string[] =>
  [...document.body.querySelectorAll('*')]
    .map(({ childNodes }) =>
      [...childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? node.textContent : '')),
    )
    .map((parts) => parts.join(''))
    .map((text) =>
      text
        .replace(/\[.*\]/g, '')
        .replace(data, '')
        .replace(/[\s·,]/g, ''),
    )
    .filter((text) => text !== '');

test('Every text of the pane comes from the message files', async () => {
  const messages = await pseudoMessages();
  const item = tracked({ regarding: deal });
  await renderPane({ answer: context({ item }), messages });
  await import('../../../src/pane/components/record-search/record-search.tsx');
  await step(() => fireEvent.click(button('[Change regarding]')));
  await step();
  expect(document.body.textContent).toContain('[Tracked regarding 40 frobnicators]');
  // When it was tracked is written by Intl.
  expect(ownTexts().filter((text) => text !== 'Nov222:32PM')).toEqual([]);
});

test('Every text of the settings comes from the message files', async () => {
  const pane = await renderPane({ answer: context(), messages: await pseudoMessages() });
  await import('../../../src/pane/features/settings/settings-page.tsx');
  await step(() => fireEvent.click(button('[More]')));
  await step();
  await step(() => fireEvent.click(button('[Settings]')));
  await step();
  const answer = (path: string, value: object) =>
    step(() =>
      pane.calls.find(({ asked }) => (asked as { path: string }).path === path)?.answer(value),
    );
  await answer('/api/settings', { ...asDelivered, keepCopyOnUntrack: true });
  await answer('/api/remembered', { choices: [] });
  await step(() => fireEvent.click(screen.getByLabelText('[Keep the pane connected]')));
  // Languages are called as they call themselves.
  const own = new Set(Object.values(languages));
  expect(ownTexts().filter((text) => !own.has(text))).toEqual([]);
});

test('Every text of the self-check comes from the message files', async () => {
  const pane = await renderPane({ answer: context(), messages: await pseudoMessages() });
  await import('../../../src/pane/features/self-check/self-check-page.tsx');
  await step(() => fireEvent.click(button('[More]')));
  await step();
  await step(() => fireEvent.click(button('[Self-check]')));
  await step();
  const asked = pane.calls.find((call) => JSON.stringify(call.asked).includes('/api/self-check'));
  await step(() => asked?.fail(new Failure('unreachable')));
  const facts = /^web16.0.1Mailbox1.20$|^qps-ploccentraleurope/i;
  expect(ownTexts().filter((text) => !facts.test(text))).toEqual([]);
});

test('Every text of the first start comes from the message files', async () => {
  const pane = await renderPane({ flags: {}, messages: await pseudoMessages() });
  await import('../../../src/pane/app/welcome.tsx');
  await step(() => pane.contexts[0]?.fail(new Failure('sign-in-needed')));
  await step();
  expect(screen.getByText('[What leaves your mailbox]')).toBeTruthy();
  expect(ownTexts()).toEqual([]);
});

test('Arabic is loaded when Outlook is Arabic, and counts in its six forms', async () => {
  const messages = createMessages();
  await switchLanguage(messages, 'ar-SA');
  await renderPane({ answer: context({ item: tracked() }), messages });
  expect(status()).toBe('متعقَّب');
  expect(document.documentElement.dir).toBe('rtl');
  const counted = [0, 1, 2, 3, 11, 100].map((count) => messages.t('regarding.results', { count }));
  expect(new Set(counted).size).toBe(6);
});

test('A language there is no file for leaves the pane in English', async () => {
  const messages = createMessages();
  await switchLanguage(messages, 'tlh', () => Promise.reject(new Error('no such file')));
  await renderPane({ answer: context(), messages });
  expect(status()).toContain('Not tracked');
  expect(document.documentElement.lang).toBe('en');
});

test('A language written from right to left turns the page', async () => {
  await renderPane({ answer: context(), messages: await pseudoMessages('ar-SA') });
  expect(document.documentElement.dir).toBe('rtl');
  expect(document.documentElement.lang).toBe('ar-SA');
});

test('Hungarian is loaded when Outlook is Hungarian', async () => {
  const messages = createMessages();
  await switchLanguage(messages, 'hu-HU');
  await renderPane({ answer: context({ item: tracked() }), messages });
  expect(status()).toBe('Nyomon követve');
  expect(screen.getByText('Ön követi nyomon · nov. 22. 14:32')).toBeTruthy();
});
