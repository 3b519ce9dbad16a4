import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { defaultCycleRetry } from '../domain/sync/cycle-failure.ts';
import { defaultSyncInterval } from '../domain/sync/interval.ts';
import type { ClockSettings } from '../sync/cycle-end.ts';

/** A configuration nobody can start with; `message` names every variable at fault. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const origin = z
  .url({ protocol: /^https$/, error: 'must be an https origin' })
  .refine((url) => new URL(url).pathname === '/', 'must be an origin without a path')
  .transform((url) => new URL(url).origin);

const listOf = (separator: RegExp) =>
  z.string().transform((text) => text.split(separator).filter((item) => item !== ''));

const guids = listOf(/[\s,]+/).pipe(z.array(z.guid()).min(1));
const file = z.string().transform((path) => readFileSync(path, 'utf8'));
const port = z.coerce.number().int().min(0).max(65_535);
const minuteMs = 60_000;
const minutes = z.coerce.number().positive().max(1_440);

/** How server-side sync keeps time. */
export interface SyncConfig {
  clock: ClockSettings;
  cyclesAtOnce: number;
}

/** What a configuration that says nothing of it has. */
export const defaultSync: SyncConfig = {
  clock: { interval: defaultSyncInterval, retry: defaultCycleRetry },
  cyclesAtOnce: 16,
};

/** One entry a variable; the prefix `REGARDING_` is left out. */
const variables = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' }),
  PUBLIC_URL: origin,
  PORT: port.default(8080),
  HOST: z.string().default('0.0.0.0'),
  TLS_KEY_FILE: file.optional(),
  TLS_CERT_FILE: file.optional(),
  TENANTS: guids,
  CLIENT_ID: z.guid(),
  CLIENT_SECRET: z.string().min(1).optional(),
  CLIENT_CERTIFICATE_KEY_FILE: file.optional(),
  CLIENT_CERTIFICATE_THUMBPRINT: z
    .string()
    .regex(/^[0-9A-Fa-f]{64}$/, 'must be a SHA-256 thumbprint in hex')
    .optional(),
  /** Client applications that may call; the pane's own where absent. */
  ALLOWED_CLIENTS: guids.optional(),
  AUTHORITY: origin.default('https://login.microsoftonline.com'),
  GRAPH_URL: origin.default('https://graph.microsoft.com'),
  DATAVERSE_URL: origin,
  /** Unique name of a model-driven app. */
  APP: z.string().regex(/^\w+$/, 'must be the unique name of a model-driven app').optional(),
  OFFICE_SCRIPTS: listOf(/[\s,]+/)
    .pipe(z.array(z.url({ protocol: /^https$/ })).min(1))
    .default(['https://appsforoffice.microsoft.com/lib/1/hosted/office.js']),
  FRAME_ANCESTORS: listOf(/\s+/).default([
    'https://outlook.office.com',
    'https://outlook.office365.com',
    'https://outlook.cloud.microsoft',
    'https://outlook.live.com',
  ]),
  PANE_DIR: z.string().default('dist/pane'),
  ASSETS_DIR: z.string().default('assets'),
  MANIFEST_FILE: z.string().default('manifest.xml'),
  /** How far apart a mailbox's cycles are: normally, when it is busy, and at most. */
  SYNC_INTERVAL_BASE_MINUTES: minutes.default(defaultSyncInterval.baseMs / minuteMs),
  SYNC_INTERVAL_MIN_MINUTES: minutes.default(defaultSyncInterval.minMs / minuteMs),
  SYNC_INTERVAL_MAX_MINUTES: minutes.default(defaultSyncInterval.maxMs / minuteMs),
  /** How often a mailbox in passing trouble is tried before it is paused, and how far apart. */
  MAILBOX_TRANSIENT_RETRY_ATTEMPTS: z.coerce
    .number()
    .int()
    .min(1)
    .default(defaultCycleRetry.attempts),
  MAILBOX_TRANSIENT_RETRY_MINUTES: minutes.default(defaultCycleRetry.everyMs / minuteMs),
  /** Mailboxes a worker looks after at the same time. */
  CYCLES_AT_ONCE: z.coerce.number().int().min(1).max(200).default(defaultSync.cyclesAtOnce),
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(300),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

type Variables = z.infer<typeof variables>;

export type Credential =
  | { clientSecret: string }
  | { clientCertificate: { thumbprintSha256: string; privateKey: string } };

/** Everything that can be set; one object for service and worker. */
export interface Config {
  databaseUrl: string;
  publicUrl: string;
  listen: { host: string; port: number; tls: { key: string; cert: string } | null };
  tenants: string[];
  clientId: string;
  credential: Credential;
  allowedClients: string[];
  /** Origins. */
  authority: string;
  graphUrl: string;
  dataverseUrl: string;
  /** The app whose tables and forms are offered for new records; absent: all. */
  app?: string | undefined;
  officeScripts: string[];
  frameAncestors: string[];
  /** Folders and file, absolute. */
  paneDir: string;
  assetsDir: string;
  manifestFile: string;
  requestsPerMinute: number;
  sync: SyncConfig;
  logLevel: Variables['LOG_LEVEL'];
}

function tlsOf({ TLS_KEY_FILE, TLS_CERT_FILE }: Variables): Config['listen']['tls'] {
  if (TLS_KEY_FILE === undefined && TLS_CERT_FILE === undefined) return null;
  if (TLS_KEY_FILE !== undefined && TLS_CERT_FILE !== undefined) {
    return { key: TLS_KEY_FILE, cert: TLS_CERT_FILE };
  }
  throw new ConfigError('REGARDING_TLS_KEY_FILE and REGARDING_TLS_CERT_FILE go together');
}

function credentialOf(read: Variables): Credential {
  const { CLIENT_SECRET, CLIENT_CERTIFICATE_KEY_FILE, CLIENT_CERTIFICATE_THUMBPRINT } = read;
  if (CLIENT_CERTIFICATE_KEY_FILE !== undefined && CLIENT_CERTIFICATE_THUMBPRINT !== undefined) {
    return {
      clientCertificate: {
        privateKey: CLIENT_CERTIFICATE_KEY_FILE,
        thumbprintSha256: CLIENT_CERTIFICATE_THUMBPRINT,
      },
    };
  }
  if (CLIENT_SECRET !== undefined) return { clientSecret: CLIENT_SECRET };
  throw new ConfigError(
    'REGARDING_CLIENT_SECRET is missing, or REGARDING_CLIENT_CERTIFICATE_KEY_FILE together with ' +
      'REGARDING_CLIENT_CERTIFICATE_THUMBPRINT',
  );
}

function syncOf(read: Variables): SyncConfig {
  const baseMs = read.SYNC_INTERVAL_BASE_MINUTES * minuteMs;
  const minMs = read.SYNC_INTERVAL_MIN_MINUTES * minuteMs;
  const maxMs = read.SYNC_INTERVAL_MAX_MINUTES * minuteMs;
  if (minMs > baseMs || baseMs > maxMs) {
    throw new ConfigError(
      'REGARDING_SYNC_INTERVAL_MIN_MINUTES, …_BASE_MINUTES and …_MAX_MINUTES must rise in this order',
    );
  }
  const attempts = read.MAILBOX_TRANSIENT_RETRY_ATTEMPTS;
  const everyMs = read.MAILBOX_TRANSIENT_RETRY_MINUTES * minuteMs;
  return {
    clock: {
      interval: { baseMs, minMs, maxMs },
      retry: { ...defaultCycleRetry, attempts, everyMs },
    },
    cyclesAtOnce: read.CYCLES_AT_ONCE,
  };
}

const shape = (read: Variables): Config => ({
  databaseUrl: read.DATABASE_URL,
  publicUrl: read.PUBLIC_URL,
  listen: { host: read.HOST, port: read.PORT, tls: tlsOf(read) },
  tenants: read.TENANTS,
  clientId: read.CLIENT_ID,
  credential: credentialOf(read),
  allowedClients: read.ALLOWED_CLIENTS ?? [read.CLIENT_ID],
  authority: read.AUTHORITY,
  graphUrl: read.GRAPH_URL,
  dataverseUrl: read.DATAVERSE_URL,
  app: read.APP,
  officeScripts: read.OFFICE_SCRIPTS,
  frameAncestors: read.FRAME_ANCESTORS,
  paneDir: resolve(read.PANE_DIR),
  assetsDir: resolve(read.ASSETS_DIR),
  manifestFile: resolve(read.MANIFEST_FILE),
  requestsPerMinute: read.REQUESTS_PER_MINUTE,
  sync: syncOf(read),
  logLevel: read.LOG_LEVEL,
});

const prefix = 'REGARDING_';

/** Our variables without their prefix; an empty one counts as absent. */
const ours = (environment: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      name.startsWith(prefix) && value ? [[name.slice(prefix.length), value]] : [],
    ),
  );

/** @throws ConfigError that names every missing or wrong variable at once. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const values = ours(environment);
  const parsed = variables.safeParse(values);
  if (parsed.success) return shape(parsed.data);
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const what = name in values ? issue.message : 'is missing';
    return `  ${prefix}${name}: ${what}`;
  });
  throw new ConfigError(`The configuration is not complete:\n${[...new Set(lines)].join('\n')}`);
}
