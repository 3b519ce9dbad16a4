import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { join } from 'node:path';

const lib = join(import.meta.dirname, '../../node_modules/@azure/msal-browser/lib');

/** A page with nothing but MSAL in it, and the page that MSAL wants at its redirect URI. */
const pages: Record<string, string> = {
  '/': '<!doctype html><title>Client</title><script src="/msal.js"></script>',
  '/back':
    '<!doctype html><title>Back</title><script src="/bridge.js"></script><script>msalRedirectBridge.broadcastResponseToMainFrame()</script>',
};

const scripts: Record<string, string> = {
  '/msal.js': 'msal-browser.min.js',
  '/bridge.js': 'redirect-bridge/msal-redirect-bridge.min.js',
};

/** Serves the page over HTTPS on a free port. */
export async function serveMsalPage(tls: {
  key: string;
  cert: string;
}): Promise<{ origin: string; close: () => void }> {
  const server = createServer(tls, (request, response) => {
    const path = new URL(request.url ?? '/', 'https://localhost').pathname;
    const script = scripts[path];
    const page = pages[path];
    if (page) return response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    if (!script) return response.writeHead(404).end();
    void readFile(join(lib, script)).then((text) =>
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(text),
    );
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The page has no port.');
  return {
    origin: `https://localhost:${address.port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
