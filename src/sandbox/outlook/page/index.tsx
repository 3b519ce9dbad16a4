import { createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
// The page's policy allows only style elements that carry its nonce.
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce } });

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root element.');
createRoot(root).render(
  <RendererProvider renderer={renderer} targetDocument={document}>
    <App />
  </RendererProvider>,
);
