import { act, render, screen } from '@testing-library/react';
import axe from 'axe-core';
import type { i18n } from 'i18next';
import type { ContextResponse } from '../../../src/contracts/item.ts';
import { App } from '../../../src/pane/app/app.tsx';
import { PaneStore } from '../../../src/pane/store/pane-store.ts';
import type { Flag } from '../../../src/pane/host/device.ts';
import type { Host, HostItem } from '../../../src/pane/host/host.ts';
import { createMessages } from '../../../src/pane/text/messages.ts';
import { createMemoryHost } from './memory-host.ts';
import { createMemorySession } from './memory-session.ts';
import { createMemoryService, settle } from './memory-service.ts';
import { message } from './samples.ts';

// jsdom has no layout and no media: what depends on them is tested in Chromium.
window.matchMedia = (media) =>
  Object.assign(new EventTarget(), { media, matches: false }) as MediaQueryList;
// pane.html has the title.
document.title = 'Regarding';
Element.prototype.scrollIntoView = () => undefined;

/** Runs something and everything that follows from it. */
export const step = (run: () => unknown = () => undefined): Promise<void> =>
  act(async () => {
    await run();
    await settle();
  });

interface PaneOptions {
  item?: HostItem | null;
  /** The service's first answer; absent: it has not answered. */
  answer?: ContextResponse;
  messages?: i18n;
  /** What the device keeps; absent: introduced, and signed in for good. */
  flags?: Partial<Record<Flag, string>>;
  /** What is different about this Outlook. */
  host?: Partial<Host>;
}

/** The real pane before Outlook and the service in memory. */
export async function renderPane({
  item = message('a'),
  answer,
  messages,
  flags,
  host = {},
}: PaneOptions = {}) {
  const outlook = createMemoryHost(item);
  Object.assign(outlook.host, host);
  const service = createMemoryService();
  const { call } = service;
  const store = new PaneStore({ host: outlook.host, ...service });
  const memory = createMemorySession(service.tokens, flags);
  const { session } = memory;
  const ready = Promise.resolve({ host: outlook.host, store, call, session });
  const view = render(<App messages={messages ?? createMessages()} ready={ready} />);
  await step();
  if (answer) await step(() => service.contexts[0]?.answer(answer));
  return { ...outlook, ...service, ...view, store, memory };
}

export const button = (name: string): HTMLElement => screen.getByRole('button', { name });

/** The buttons about the item; the bar's lead elsewhere. */
export const itemButtons = (): HTMLElement[] =>
  screen.queryAllByRole('button').filter((element) => !element.closest('nav'));

export const status = (): string => screen.getByRole('status').textContent;

/** What axe-core finds wrong with the page, by rule and element. */
export async function violations(): Promise<string[]> {
  const found = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } });
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
