import { createServer, type Server } from 'node:https';
import { buildSync } from 'esbuild';

/** The pane's script: exposes Office calls as promises, and MSAL, to the test. */
const paneScript = `
  import { createNestablePublicClientApplication } from '@azure/msal-browser';
  const heard = [];
  window.heard = heard;
  window.call = (act) => new Promise((resolve) => act((result) => resolve(
    result.status === 'succeeded' ? { value: result.value } : { error: result.error.code },
  )));
  window.nestable = createNestablePublicClientApplication;
  Office.onReady((info) => {
    const { mailbox } = Office.context;
    mailbox.addHandlerAsync(Office.EventType.ItemChanged, () => {
      heard.push({ event: 'item', subject: mailbox.item?.subject ?? null });
    });
    mailbox.addHandlerAsync(Office.EventType.OfficeThemeChanged, (args) => {
      heard.push({ event: 'theme', theme: args.officeTheme });
    });
    window.ready = info;
    document.body.textContent = 'Ready: ' + (mailbox.item?.subject ?? 'nothing');
  });
`;

const page = (
  officeOrigin: string,
  script: string,
): string => `<!doctype html><html lang="en"><head>
  <title>Sample</title>
  <script src="${officeOrigin}/office/host-support.js"></script>
  <script src="${officeOrigin}/office/office.js"></script>
  </head><body>${script}</body></html>`;

const functionsScript = `
  Office.onReady();
  Office.actions.associate('logItem', (event) => {
    Office.context.mailbox.item.notificationMessages.addAsync('log', {
      type: 'informationalMessage', message: 'Logged', icon: 'icon16', persistent: false,
    }, () => event.completed());
  });
`;

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="14" fill="teal"/></svg>';

/** The dialog: says what it hears back to the page that opened it. */
const dialogScript = `
  Office.onReady(() => {
    Office.context.ui.addHandlerAsync(Office.EventType.DialogParentMessageReceived, ({ message }) =>
      Office.context.ui.messageParent('heard ' + message));
    Office.context.ui.messageParent('ready');
    document.body.textContent = 'A dialog';
  });
`;

function bundle(source: string): string {
  const result = buildSync({
    stdin: { contents: source, resolveDir: import.meta.dirname, loader: 'js' },
    bundle: true,
    write: false,
    format: 'iife',
  });
  return result.outputFiles[0]!.text;
}

/**
 * A tiny add-in on its own origin that loads the real office.js and MSAL. `more` are scripts by the
 * names of further pages: `guard` is the script of `/guard.html`.
 */
export function sampleAddIn(
  tls: { key: string; cert: string },
  officeOrigin: string,
  more: Record<string, string> = {},
): Server {
  const scripts: Record<string, string> = {
    '/pane.js': bundle(paneScript),
    '/functions.js': functionsScript,
    '/dialog.js': dialogScript,
  };
  const pages: Record<string, string> = {
    '/pane.html': page(officeOrigin, '<script src="/pane.js"></script>'),
    '/dialog.html': page(officeOrigin, '<script src="/dialog.js"></script>'),
    '/functions.html': page(officeOrigin, '<script src="/functions.js"></script>'),
  };
  for (const [name, script] of Object.entries(more)) {
    scripts[`/${name}.js`] = script;
    pages[`/${name}.html`] = page(officeOrigin, `<script src="/${name}.js"></script>`);
  }
  return createServer(tls, (request, response) => {
    const path = new URL(request.url ?? '/', officeOrigin).pathname;
    if (path.startsWith('/icon-')) {
      response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(icon);
      return;
    }
    const script = scripts[path];
    const body = script ?? pages[path];
    const type = script ? 'text/javascript' : 'text/html';
    response.writeHead(body ? 200 : 404, { 'content-type': `${type}; charset=utf-8` }).end(body);
  });
}
