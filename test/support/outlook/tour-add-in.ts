import { createServer, type Server } from 'node:https';

/** Exposes Office.js as promises, and keeps the events of the item. */
const script = `
  const heard = window.heard = [];
  window.call = (act) => new Promise((resolve) => act((result) => resolve(
    result.status === 'succeeded' ? { value: result.value } : { error: result.error.code },
  )));
  const listen = (item) => {
    for (const name of ['RecipientsChanged', 'AttachmentsChanged', 'AppointmentTimeChanged',
      'RecurrenceChanged', 'EnhancedLocationsChanged', 'InfobarClicked']) {
      item?.addHandlerAsync(Office.EventType[name], (args) => heard.push({ name, args: JSON.parse(JSON.stringify(args)) }));
    }
  };
  Office.onReady(() => {
    const { mailbox } = Office.context;
    mailbox.addHandlerAsync(Office.EventType.ItemChanged, () => {
      heard.push({ name: 'ItemChanged', subject: mailbox.item?.subject ?? null });
    });
    listen(mailbox.item);
    document.body.textContent = 'Ready';
  });
`;

const page = (officeOrigin: string): string => `<!doctype html><html lang="en"><head>
  <title>Tour</title>
  <script src="${officeOrigin}/office/host-support.js"></script>
  <script src="${officeOrigin}/office/office.js"></script>
  </head><body><script src="/tour.js"></script></body></html>`;

/** An add-in that lets a test call everything Office.js has; `/file.txt` is there to be attached. */
export function tourAddIn(tls: { key: string; cert: string }, officeOrigin: string): Server {
  const files: Record<string, [type: string, content: string]> = {
    '/tour.html': ['text/html', page(officeOrigin)],
    '/tour.js': ['text/javascript', script],
    '/file.txt': ['text/plain', 'From the add-in.'],
    '/icon-16.png': ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  };
  return createServer(tls, (request, response) => {
    const [type, content] = files[new URL(request.url ?? '/', officeOrigin).pathname] ?? [];
    response.writeHead(content ? 200 : 404, { 'content-type': type ?? 'text/plain' });
    response.end(content);
  });
}
