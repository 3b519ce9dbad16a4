/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import english from '../../../src/pane/locales/en.json' with { type: 'json' };
import { createMessages, switchLanguage } from '../../../src/pane/text/messages.ts';
import { button, renderPane, status, step } from '../../support/pane/render-pane.tsx';
import { context, deal, tracked } from '../../support/pane/samples.ts';

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
  await import('../../../src/pane/features/regarding/regarding-search.tsx');
  await step(() => fireEvent.click(button('[Set regarding]')));
  await step();
  expect(document.body.textContent).toContain('[Tracked regarding 40 frobnicators]');
  expect(ownTexts()).toEqual([]);
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
