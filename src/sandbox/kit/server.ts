import fastify, { type FastifyInstance } from 'fastify';
import type { SandboxDeps } from './deps.ts';
import { registerFaults } from './faults.ts';
import { registerRequestLog } from './request-log.ts';

/** A running part of the sandbox: its HTTP server and what the other parts may ask of it directly. */
export interface SandboxService<Door> {
  app: FastifyInstance;
  door: Door;
}

/**
 * Lets the sandbox's Outlook page call a service from the browser. Real Graph and Dataverse allow
 * any origin for bearer calls; the control paths refuse every page but the Outlook page and their
 * own, so that no other site in the same browser can change the sandbox.
 */
function registerCors(app: FastifyInstance, outlookOrigin: string): void {
  app.addHook('onRequest', async (request, reply) => {
    const origin = request.headers.origin;
    if (!origin) return;
    const isControl = request.url.startsWith('/_sandbox/');
    if (isControl && origin !== outlookOrigin && origin !== `https://${request.host}`) {
      return reply.code(403).send({
        error: { code: 'wrong-origin', message: 'Only the Outlook page may use this path.' },
      });
    }
    reply.header('access-control-allow-origin', origin).header('vary', 'origin');
    reply.header('access-control-expose-headers', '*');
    if (request.method !== 'OPTIONS') return;
    return reply
      .header('access-control-allow-methods', 'GET,POST,PUT,PATCH,DELETE')
      .header(
        'access-control-allow-headers',
        request.headers['access-control-request-headers'] ?? '',
      )
      .code(204)
      .send();
  });
}

/**
 * The HTTPS server every sandbox service starts from: request log, faults, CORS, JSON. It does not
 * listen yet; bodies of other types are for the service to parse.
 */
export async function createSandboxServer(
  name: string,
  deps: SandboxDeps,
): Promise<FastifyInstance> {
  const app = fastify({
    // Addresses of 32 KB, which Dataverse takes, and a long token fit in.
    https: { key: deps.tls.key, cert: deps.tls.cert, maxHeaderSize: 65_536 },
    bodyLimit: 160 * 1024 * 1024,
    routerOptions: { maxParamLength: 2048, caseSensitive: true },
    forceCloseConnections: true,
  }) as unknown as FastifyInstance;
  registerRequestLog(app, deps.now);
  registerCors(app, deps.urls.outlook);
  await registerFaults(app, name, deps);
  return app;
}
