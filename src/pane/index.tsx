import { createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import { createRoot } from 'react-dom/client';
import type { PaneConfig } from '../contracts/pane-config.ts';
import { App } from './app/app.tsx';
import { boot } from './app/boot.ts';
import { createMessages } from './text/messages.ts';

const meta = (selector: string): HTMLMetaElement => {
  const element = document.head.querySelector<HTMLMetaElement>(selector);
  if (!element) throw new Error(`The page has no ${selector}.`);
  return element;
};

const config = JSON.parse(meta('meta[name="regarding-config"]').content) as PaneConfig;

/** Fluent's style elements carry the page's nonce, or the Content-Security-Policy drops them. */
const nonce = meta('meta[property="csp-nonce"]').nonce ?? '';
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce } });

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root.');

const messages = createMessages();
const ready = boot(config, messages);
// The app shows a screen for it; until the app is there the browser would call it unhandled.
ready.catch(() => undefined);

createRoot(root).render(
  <RendererProvider renderer={renderer} targetDocument={document}>
    <App messages={messages} ready={ready} />
  </RendererProvider>,
);
