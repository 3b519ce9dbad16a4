import { randomUUID } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import fastify, { LogController } from 'fastify';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import {
  createJsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { TokenVerifier } from '../ports/directory.ts';
import type { NoticePorts } from '../sync/receive-notices.ts';
import type { CategoryPorts } from '../sync/mark-earlier.ts';
import type { TrackingPorts } from '../tracking/ports.ts';
import type { Api } from './api.ts';
import { callerOf, registerAuthentication } from './authenticate.ts';
import { registerConnectionEnd } from './close-connections.ts';
import { registerPages } from './pages.ts';
import type { PageOptions } from './pages.ts';
import { registerProblems } from './problem.ts';
import { registerArticles } from './routes/articles.ts';
import { registerAudience } from './routes/audience.ts';
import { registerCategory } from './routes/category.ts';
import { registerContacts } from './routes/contacts.ts';
import { registerContext } from './routes/context.ts';
import { registerFolderRules } from './routes/folder-rules.ts';
import type { FolderPorts } from '../sync/folders/folder-rules.ts';
import { registerEvents } from './routes/events.ts';
import { registerFailedItems } from './routes/failed-items.ts';
import { registerHealth } from './routes/health.ts';
import { registerHistory } from './routes/history.ts';
import { registerMailboxes } from './routes/mailboxes.ts';
import type { MailboxPorts } from '../sync/mailboxes.ts';
import { registerLiterature } from './routes/literature.ts';
import { registerNotices } from './routes/notices.ts';
import { registerPeopleSearch } from './routes/people-search.ts';
import { registerRecords } from './routes/records.ts';
import { registerRecordPage } from './routes/record-page.ts';
import { registerRules } from './routes/rules.ts';
import { registerSearch } from './routes/search.ts';
import { registerTemplates } from './routes/templates.ts';
import { registerTasks } from './routes/tasks.ts';
import { registerRemembered } from './routes/remembered.ts';
import { registerSelfCheck } from './routes/self-check.ts';
import { registerSettings } from './routes/settings.ts';
import { registerSeveral } from './routes/several.ts';
import { registerSyncSettings } from './routes/sync-settings.ts';
import { registerTrack } from './routes/track.ts';
import { registerUntrack } from './routes/untrack.ts';

export interface ServerOptions {
  ports: TrackingPorts & NoticePorts & FolderPorts & CategoryPorts & MailboxPorts;
  verifier: TokenVerifier;
  pages: PageOptions;
  logger: FastifyBaseLogger;
  tls: { key: string; cert: string } | null;
  /** Requests a person may make in a minute. */
  requestsPerMinute: number;
  isReady: () => Promise<boolean>;
}

/** 500 people with long names and addresses fit; nothing else is that long. */
const bodyLimit = 1024 * 1024;

/** Browsers remember it for the whole host, so never on `localhost`. */
function registerTransportSecurity(app: FastifyInstance, publicUrl: string): void {
  if (new URL(publicUrl).hostname === 'localhost') return;
  app.addHook('onSend', (_request, reply, _payload, done) => {
    void reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
    done();
  });
}

/** Headers of answers that hold somebody's data. */
const privateAnswers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

async function registerApi(app: FastifyInstance, options: ServerOptions): Promise<void> {
  const api: Api = { app: app.withTypeProvider<ZodTypeProvider>(), ports: options.ports };
  registerAuthentication(app, options.verifier);
  await app.register(rateLimit, {
    hook: 'preHandler',
    max: options.requestsPerMinute,
    timeWindow: '1 minute',
    keyGenerator: (request) => `${callerOf(request).tenantId}|${callerOf(request).userId}`,
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    for (const [name, value] of Object.entries(privateAnswers)) {
      if (!reply.hasHeader(name)) void reply.header(name, value);
    }
    done();
  });
  registerContext(api);
  registerTrack(api);
  registerUntrack(api);
  registerHistory(api);
  registerRules(api);
  registerFolderRules({ app: api.app, ports: options.ports });
  registerMailboxes({ app: api.app, ports: options.ports });
  registerCategory({ app: api.app, ports: options.ports });
  registerSeveral(api);
  registerAudience(api);
  registerSearch(api);
  registerRecordPage(api);
  registerContacts(api);
  registerTasks(api);
  registerRecords(api);
  registerTemplates(api);
  registerArticles(api);
  registerLiterature(api);
  registerPeopleSearch(api);
  registerSettings(api);
  registerSyncSettings(api);
  registerRemembered(api);
  registerSelfCheck(api);
  registerFailedItems(api);
  registerEvents(api);
}

async function registerOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Regarding', version: '1', description: 'The API of the Outlook pane.' },
      components: {
        securitySchemes: { entra: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      },
      security: [{ entra: [] }],
    },
    transform: createJsonSchemaTransform({ skipList: ['/openapi.json'] }),
  });
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
}

/** The service's HTTP side; it does not listen yet. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: options.logger,
    // Request lines hold ids and search words; what is logged is said by the use cases.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit,
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
    ...(options.tls && { https: options.tls }),
  }) as unknown as FastifyInstance;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  registerProblems(app);
  registerConnectionEnd(app);
  registerTransportSecurity(app, options.pages.publicUrl);
  await registerOpenApi(app);
  registerHealth(app, options.isReady, () => options.ports.workloads.punctuality());
  registerNotices({ app: app.withTypeProvider<ZodTypeProvider>(), ports: options.ports });
  await app.register((scope) => registerApi(scope, options), { prefix: '/api' });
  await app.register((scope, _options, done) => {
    registerPages(scope, options.pages);
    done();
  });
  return app;
}
