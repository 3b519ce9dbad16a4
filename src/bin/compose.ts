import type { PgBoss } from 'pg-boss';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { DataverseAppointments } from '../adapters/dataverse/appointments.ts';
import { DataverseClient } from '../adapters/dataverse/dataverse-client.ts';
import { DataverseAccess } from '../adapters/dataverse/dataverse-access.ts';
import { DataverseCrm } from '../adapters/dataverse/dataverse-crm.ts';
import { DataverseCrmMail } from '../adapters/dataverse/mail/dataverse-crm-mail.ts';
import { DataverseLibrary } from '../adapters/dataverse/library/dataverse-library.ts';
import { DataverseOutbox } from '../adapters/dataverse/outbox/dataverse-outbox.ts';
import { DataverseRecordReader } from '../adapters/dataverse/records/dataverse-record-reader.ts';
import { TableMetadata } from '../adapters/dataverse/table-metadata.ts';
import { DataverseRecordMaker } from '../adapters/dataverse/new-records/dataverse-record-maker.ts';
import { DataverseContacts } from '../adapters/dataverse/contacts.ts';
import { Principal } from '../adapters/dataverse/principal.ts';
import { TableCatalog } from '../adapters/dataverse/table-catalog.ts';
import { whoIsIt } from '../adapters/dataverse/who-is-it.ts';
import { DataverseTasks } from '../adapters/dataverse/tasks.ts';
import { MsalTokenSource } from '../adapters/entra/msal-token-source.ts';
import { HttpClient } from '../adapters/fetch/http-client.ts';
import { GraphContacts } from '../adapters/graph/contacts.ts';
import { GraphCalendar } from '../adapters/graph/graph-calendar.ts';
import { GraphClient } from '../adapters/graph/graph-client.ts';
import { GraphMailbox } from '../adapters/graph/graph-mailbox.ts';
import { GraphMailChanges } from '../adapters/graph/mail-changes.ts';
import { GraphNotices } from '../adapters/graph/graph-notices.ts';
import { reachInbox } from '../adapters/graph/reach-inbox.ts';
import { GraphSender } from '../adapters/graph/sending/graph-sender.ts';
import { GraphTodo } from '../adapters/graph/todo.ts';
import { startBoss } from '../adapters/postgres/boss.ts';
import { openPostgres } from '../adapters/postgres/database.ts';
import type { Database } from '../adapters/postgres/database.ts';
import { PostgresLedgerEvents } from '../adapters/postgres/ledger-events.ts';
import { PostgresLimits } from '../adapters/postgres/limits/postgres-limits.ts';
import { migrate } from '../adapters/postgres/migrate.ts';
import { PostgresPersonSettings } from '../adapters/postgres/postgres-person-settings.ts';
import { PostgresBatches } from '../adapters/postgres/postgres-batches.ts';
import { PostgresChanges } from '../adapters/postgres/postgres-changes.ts';
import { PostgresTrackingRules } from '../adapters/postgres/postgres-tracking-rules.ts';
import { PostgresConversations } from '../adapters/postgres/postgres-conversations.ts';
import { PostgresCategoryNames } from '../adapters/postgres/postgres-category-names.ts';
import { PostgresFolderRules } from '../adapters/postgres/postgres-folder-rules.ts';
import { PostgresMailSync } from '../adapters/postgres/postgres-mail-sync.ts';
import { PostgresOrganizationSettings } from '../adapters/postgres/postgres-organization-settings.ts';
import { PostgresOutgoing } from '../adapters/postgres/postgres-outgoing.ts';
import { PostgresSubscriptions } from '../adapters/postgres/postgres-subscriptions.ts';
import { PostgresClocks } from '../adapters/postgres/postgres-clocks.ts';
import { PostgresWorkloads } from '../adapters/postgres/postgres-workloads.ts';
import { PostgresThreads } from '../adapters/postgres/postgres-threads.ts';
import { PostgresRemembered } from '../adapters/postgres/postgres-remembered.ts';
import { PostgresFailedItems } from '../adapters/postgres/postgres-failed-items.ts';
import { PostgresLedger } from '../adapters/postgres/postgres-ledger.ts';
import { addIn } from '../manifest/add-in.ts';
import { Background } from '../lib/background.ts';
import { settleWithin } from '../lib/settle-within.ts';
import type { CategoryNames } from '../ports/category-names.ts';
import type { Resource } from '../ports/directory.ts';
import type { Limits } from '../ports/limits.ts';
import type { Runtime } from '../ports/runtime.ts';
import type { Workload } from '../ports/workloads.ts';
import { RecentDeciders } from '../sync/judging/recent-deciders.ts';
import type { SyncPorts } from '../sync/ports.ts';
import type { Cycle } from '../sync/run-cycle.ts';
import type { TrackingPorts } from '../tracking/ports.ts';
import { RecentLists } from '../tracking/recent-lists.ts';
import { RecentLookups } from '../tracking/recent-lookups.ts';
import { RecentMeetings } from '../tracking/recent-meetings.ts';
import type { Config } from './config.ts';

/** What a caller of `startService` or `startWorker` may put in the place of the usual. */
export interface Overrides {
  /** Where absent, PostgreSQL at `config.databaseUrl`. */
  database?: Database;
  runtime?: Runtime;
  logger?: Logger;
  /** Replaces or wraps any port. */
  wrap?: (ports: TrackingPorts) => TrackingPorts & Partial<SyncPorts>;
  /** What a worker does in a cycle of each workload. */
  cycles?: Partial<Record<Workload, Cycle>>;
}

/** The object graph service and worker have in common. */
export interface Composition {
  ports: SyncPorts;
  boss: PgBoss;
  database: Database;
  runtime: Runtime;
  logger: Logger;
  close: () => Promise<void>;
}

const drainWithinMs = 10_000;
/** Below the lease of an attempt, so that no request outlives it. */
const requestTimeoutMs = 8_000;
/** Exchange answers so many at once; all processes share them. */
const requestsPerMailbox = 4;
const largestAnswer = 160 * 1024 * 1024;
/** Where Outlook has large files of a mail sent to. */
const uploadOrigins = ['https://outlook.office.com', 'https://outlook.office365.com'];
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

function createOutside(
  config: Config,
  runtime: Runtime,
  { limits, names }: { limits: Limits; names: CategoryNames },
) {
  const { authority, graphUrl, dataverseUrl, clientId, credential } = config;
  const http = new HttpClient({
    allowedOrigins: [graphUrl, dataverseUrl, ...uploadOrigins],
    timeoutMs: requestTimeoutMs,
    maxBytes: largestAnswer,
  });
  const entraHttp = new HttpClient({
    allowedOrigins: [authority],
    timeoutMs: requestTimeoutMs,
    maxBytes: largestTokenAnswer,
  });
  const resources = {
    mailbox: graphUrl,
    'shared-mailbox': graphUrl,
    calendar: graphUrl,
    'shared-calendar': graphUrl,
    contacts: graphUrl,
    tasks: graphUrl,
    crm: dataverseUrl,
  };
  const tokens = new MsalTokenSource(
    { authorityOrigin: authority, clientId, credential, resources },
    entraHttp,
    runtime,
  );
  const graphOf = (resource: Resource, sharedResource = resource): GraphClient =>
    new GraphClient({
      ...{ http, tokens, runtime, limits, resource, sharedResource },
      baseUrl: `${graphUrl}/v1.0`,
    });
  const dataverse = new DataverseClient({ http, tokens, runtime, limits, origin: dataverseUrl });
  const tables = new TableCatalog(dataverse);
  const principal = new Principal(dataverse, runtime);
  const metadata = new TableMetadata(dataverse, runtime);
  return {
    tokens,
    mailChanges: new GraphMailChanges(graphOf('mailbox'), addIn.id, runtime),
    mailbox: new GraphMailbox(graphOf('mailbox', 'shared-mailbox'), names),
    notices: new GraphNotices(graphOf('mailbox'), runtime, `${config.publicUrl}/notifications`),
    calendar: new GraphCalendar(graphOf('calendar', 'shared-calendar'), names),
    appointments: new DataverseAppointments(dataverse, tables),
    records: new DataverseRecordMaker(dataverse, dataverseUrl, runtime),
    crm: new DataverseCrm(dataverse, dataverseUrl, metadata),
    crmMail: new DataverseCrmMail(dataverse, metadata, runtime),
    crmOutbox: new DataverseOutbox(dataverse, principal, metadata),
    mailSender: new GraphSender(graphOf('mailbox')),
    access: new DataverseAccess(dataverse, principal, runtime),
    reader: new DataverseRecordReader(dataverse, metadata, () => runtime.now().getTime()),
    mailboxContacts: new GraphContacts(graphOf('contacts')),
    mailboxTasks: new GraphTodo(graphOf('tasks')),
    reach: { crm: whoIsIt(dataverse, principal), mailbox: reachInbox(graphOf('mailbox')) },
    crmContacts: new DataverseContacts(dataverse, principal, tables),
    crmTasks: new DataverseTasks(dataverse, principal, tables),
    library: new DataverseLibrary(dataverse, runtime),
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
  const limits = new PostgresLimits(database.db, requestsPerMailbox, logger);
  await limits.start(database);
  const names = new PostgresCategoryNames(database.db);
  const { close: closeOutside, ...outside } = createOutside(config, runtime, { limits, names });
  const background = new Background();
  const ports: Composition['ports'] = {
    ...outside,
    workloads: new PostgresWorkloads(database.db, boss),
    clocks: new PostgresClocks(database.db),
    subscriptions: new PostgresSubscriptions(database.db),
    ledger: new PostgresLedger(database.db, boss),
    batches: new PostgresBatches(database.db, boss),
    changes: new PostgresChanges(database.db),
    rules: new PostgresTrackingRules(database.db),
    events,
    remembered: new PostgresRemembered(database.db),
    conversations: new PostgresConversations(database.db),
    failed: new PostgresFailedItems(database.db),
    threads: new PostgresThreads(database.db),
    folderRules: new PostgresFolderRules(database.db),
    mailSync: new PostgresMailSync(database.db, boss),
    outgoing: new PostgresOutgoing(database.db),
    deciders: new RecentDeciders(runtime),
    settings: new PostgresPersonSettings(database.db),
    organization: new PostgresOrganizationSettings(database.db),
    runtime,
    log: logger,
    recent: new RecentLookups(runtime),
    meetings: new RecentMeetings(runtime),
    lists: new RecentLists(runtime),
    background,
  };
  return {
    ports: { ...ports, ...overrides.wrap?.(ports) },
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
      await limits.close();
      await database.close();
    },
  };
}
