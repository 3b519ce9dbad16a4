import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const types: Record<string, string> = { html: 'text/html', js: 'text/javascript' };

/**
 * Serves the bare pages and their one API request, which takes `latencyMs` as the pane's does.
 * @returns the origin and what ends it.
 */
export async function serveBarePage(
  dir: string,
  tls: { key: string; cert: string },
  latencyMs: number,
  contactName: string,
): Promise<{ origin: string; close: () => void }> {
  const answer = async (path: string): Promise<[type: string, body: string | Buffer]> => {
    if (path === '/contact') {
      await sleep(latencyMs);
      return ['application/json', JSON.stringify({ name: contactName })];
    }
    const file = path.slice(1);
    return [types[file.split('.').at(-1) ?? ''] ?? 'text/plain', await readFile(join(dir, file))];
  };
  const server = createServer(tls, (request, response) => {
    answer(request.url ?? '/').then(
      ([type, body]) => response.writeHead(200, { 'content-type': type }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('the bare page has no port');
  return {
    origin: `https://localhost:${address.port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
