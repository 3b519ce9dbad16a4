import type { PgBoss } from 'pg-boss';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { DataverseClient } from '../adapters/dataverse/dataverse-client.ts';
import { DataverseCrm } from '../adapters/dataverse/dataverse-crm.ts';
import { MsalTokenSource } from '../adapters/entra/msal-token-source.ts';
import { HttpClient } from '../adapters/fetch/http-client.ts';
import { GraphClient } from '../adapters/graph/graph-client.ts';
import { GraphMailbox } from '../adapters/graph/graph-mailbox.ts';
import { startBoss } from '../adapters/postgres/boss.ts';
import { openPostgres } from '../adapters/postgres/database.ts';
import type { Database } from '../adapters/postgres/database.ts';
import { PostgresLedgerEvents } from '../adapters/postgres/ledger-events.ts';
import { migrate } from '../adapters/postgres/migrate.ts';
import { PostgresLedger } from '../adapters/postgres/postgres-ledger.ts';
import { Background } from '../lib/background.ts';
import { settleWithin } from '../lib/settle-within.ts';
import type { Runtime } from '../ports/runtime.ts';
import type { TrackingPorts } from '../tracking/ports.ts';
import { RecentLookups } from '../tracking/recent-lookups.ts';
import type { Config } from './config.ts';

/** What a caller of `startService` or `startWorker` may put in the place of the usual. */
export interface Overrides {
  /** Where absent, PostgreSQL at `config.databaseUrl`. */
  database?: Database;
  runtime?: Runtime;
  logger?: Logger;
  /** Replaces or wraps any port. */
  wrap?: (ports: TrackingPorts) => TrackingPorts;
}

/** The object graph service and worker have in common. */
export interface Composition {
  ports: TrackingPorts;
  boss: PgBoss;
  database: Database;
  runtime: Runtime;
  logger: Logger;
  close: () => Promise<void>;
}

const drainWithinMs = 10_000;
/** Below the lease of an attempt, so that no request outlives it. */
const requestTimeoutMs = 8_000;
const largestAnswer = 160 * 1024 * 1024;
const largestTokenAnswer = 1024 * 1024;

const systemRuntime: Runtime = { now: () => new Date(), random: Math.random };

/** Ids and codes only; what slips through under these names is left out. */
const createLogger = (config: Config): Logger =>
  pino({
    level: config.logLevel,
    redact: {
      paths: [
        '*.authorization',
        '*.assertion',
        '*.accessToken',
        '*.address',
        '*.subject',
        '*.body',
      ],
      remove: true,
    },
  });

function createOutside(config: Config, runtime: Runtime) {
  const { authority, graphUrl, dataverseUrl, clientId, credential } = config;
  const http = new HttpClient({
    allowedOrigins: [graphUrl, dataverseUrl],
    timeoutMs: requestTimeoutMs,
    maxBytes: largestAnswer,
  });
  const entraHttp = new HttpClient({
    allowedOrigins: [authority],
    timeoutMs: requestTimeoutMs,
    maxBytes: largestTokenAnswer,
  });
  const resources = { mailbox: graphUrl, crm: dataverseUrl };
  const tokens = new MsalTokenSource(
    { authorityOrigin: authority, clientId, credential, resources },
    entraHttp,
    runtime,
  );
  const graph = new GraphClient({ http, tokens, runtime, baseUrl: `${graphUrl}/v1.0` });
  const dataverse = new DataverseClient({ http, tokens, runtime, origin: dataverseUrl });
  return {
    tokens,
    mailbox: new GraphMailbox(graph),
    crm: new DataverseCrm(dataverse, dataverseUrl),
    close: () => Promise.all([http.close(), entraHttp.close()]),
  };
}

/**
 * Builds everything service and worker share; migrates the database.
 * @param options.supervise whether this process looks after the job queue.
 */
export async function compose(
  config: Config,
  overrides: Overrides,
  { supervise }: { supervise: boolean },
): Promise<Composition> {
  const logger = overrides.logger ?? createLogger(config);
  const runtime = overrides.runtime ?? systemRuntime;
  const database = overrides.database ?? openPostgres(config.databaseUrl, logger);
  await migrate(database.db);
  const boss = await startBoss({ database, log: logger, supervise });
  const events = new PostgresLedgerEvents(logger);
  await events.start(database);
  const { close: closeOutside, ...outside } = createOutside(config, runtime);
  const background = new Background();
  const ports: TrackingPorts = {
    ...outside,
    ledger: new PostgresLedger(database.db, boss),
    events,
    runtime,
    log: logger,
    recent: new RecentLookups(runtime),
    background,
  };
  return {
    ports: overrides.wrap?.(ports) ?? ports,
    boss,
    database,
    runtime,
    logger,
    close: async () => {
      // What is not done by then is the worker's.
      await settleWithin(background.drain(), drainWithinMs);
      await boss.stop({ graceful: true, timeout: 20_000 });
      await events.close();
      await closeOutside();
      await database.close();
    },
  };
}
