import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { EntraTokenVerifier } from '../adapters/entra/token-verifier.ts';
import { createServer } from '../http/server.ts';
import { isMain } from '../lib/is-main.ts';
import { compose } from './compose.ts';
import type { Composition, Overrides } from './compose.ts';
import type { Config } from './config.ts';
import { run } from './run.ts';
import type { Running } from './run.ts';

export const apiScope = 'access_as_user';

const officeCdn = 'https://appsforoffice.microsoft.com';
/** office.js loads its Ajax library from there. */
const officeCdnCompanion = 'https://ajax.aspnetcdn.com';

/** Origins scripts may come from: office.js, and where office.js itself takes scripts from. */
function scriptOrigins(config: Config): string[] {
  const origins = config.officeScripts.map((url) => new URL(url).origin);
  const withCompanion = origins.includes(officeCdn) ? [...origins, officeCdnCompanion] : origins;
  return [...new Set(withCompanion)];
}

const pagesOf = (config: Config) => ({
  buildDir: config.paneDir,
  assetsDir: config.assetsDir,
  manifestFile: config.manifestFile,
  publicUrl: config.publicUrl,
  officeScripts: config.officeScripts,
  pane: {
    clientId: config.clientId,
    authority: `${config.authority}/${config.tenants.length === 1 ? (config.tenants[0] ?? '') : 'organizations'}`,
    scope: `api://${config.clientId}/${apiScope}`,
    knownAuthorities: config.authority.endsWith('.microsoftonline.com')
      ? []
      : [new URL(config.authority).host],
  },
  policy: {
    scripts: scriptOrigins(config),
    authority: config.authority,
    frameAncestors: config.frameAncestors,
  },
});

const isReady =
  ({ database, logger }: Composition) =>
  async (): Promise<boolean> => {
    try {
      await sql`select 1`.execute(database.db);
      return true;
    } catch (error) {
      logger.error({ code: (error as Error).name }, 'database out of reach');
      return false;
    }
  };

const verifierOf = (config: Config, { runtime }: Composition): EntraTokenVerifier =>
  new EntraTokenVerifier(
    {
      authorityOrigin: config.authority,
      tenants: config.tenants,
      audiences: [config.clientId, `api://${config.clientId}`],
      clients: config.allowedClients,
      scope: apiScope,
    },
    runtime,
  );

/** Starts the HTTP service. `port` is the one it listens on; `close` lets running attempts end. */
export async function startService(
  config: Config,
  overrides: Overrides = {},
): Promise<Running & { port: number }> {
  const composition = await compose(config, overrides, { supervise: false });
  const server = await createServer({
    ports: composition.ports,
    verifier: verifierOf(config, composition),
    pages: pagesOf(config),
    logger: composition.logger,
    tls: config.listen.tls,
    requestsPerMinute: config.requestsPerMinute,
    isReady: isReady(composition),
  });
  const close = async (): Promise<void> => {
    await server.close();
    await composition.close();
  };
  const { host, port } = config.listen;
  try {
    await server.listen({ host, port });
  } catch (error) {
    await close();
    throw error;
  }
  const address = server.server.address() as AddressInfo;
  composition.logger.info({ port: address.port }, 'service started');
  return { port: address.port, close };
}

if (isMain(import.meta.url)) await run(startService);
