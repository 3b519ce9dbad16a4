import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SandboxDeps } from '../../src/sandbox/kit/deps.ts';

export interface Received {
  path: string;
  contentType: string | undefined;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a test reads, it also checks
  body: any;
}

export interface Webhook {
  /** `https://localhost:<port>`; any path below it takes notifications. */
  url: string;
  /** Every POST but handshakes, oldest first. */
  received: Received[];
  /** Handshakes: the decoded tokens. */
  tokens: string[];
  /** Replaces the answer to handshakes; `undefined` is the right one. */
  shake: ((token: string, reply: ServerResponse) => void) | undefined;
  /** Status for notifications; may also do something first. */
  answer: () => number;
  close(): Promise<void>;
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** An endpoint for notifications, as a subscriber's own service would be. */
export async function startWebhook(tls: SandboxDeps['tls']): Promise<Webhook> {
  const webhook: Webhook = {
    url: '',
    received: [],
    tokens: [],
    shake: undefined,
    answer: () => 202,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const server = createServer(tls, (request, reply) => {
    void read(request).then((text) => {
      const url = new URL(request.url ?? '/', webhook.url);
      const token = url.searchParams.get('validationToken');
      if (token !== null) {
        webhook.tokens.push(token);
        const agree = () => reply.writeHead(200, { 'content-type': 'text/plain' }).end(token);
        if (webhook.shake) webhook.shake(token, reply);
        else agree();
        return;
      }
      const contentType = request.headers['content-type'];
      webhook.received.push({ path: url.pathname, contentType, body: JSON.parse(text) });
      reply.writeHead(webhook.answer()).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  webhook.url = `https://localhost:${(server.address() as AddressInfo).port}`;
  return webhook;
}
