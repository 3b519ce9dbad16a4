import { join } from 'node:path';
import { regardingApp, tenantId, testClient } from '../../sandbox/entra/registrations.ts';
import type { SandboxUrls } from '../../sandbox/kit/deps.ts';
import { defaultSync } from '../config.ts';
import type { Config } from '../config.ts';

/**
 * Regarding's configuration against the sandbox: the same settings a tenant would need, with local
 * addresses. Nothing but addresses tells the product where it runs.
 */
export function localConfig(options: {
  urls: SandboxUrls;
  tls: { key: string; cert: string };
  root: string;
}): Config {
  const { urls, tls, root } = options;
  return {
    databaseUrl: '',
    publicUrl: urls.service,
    listen: { host: 'localhost', port: Number(new URL(urls.service).port), tls },
    tenants: [tenantId],
    clientId: regardingApp.clientId,
    credential: { clientSecret: regardingApp.clientSecret },
    allowedClients: [regardingApp.clientId, testClient.clientId],
    authority: urls.entra,
    graphUrl: urls.graph,
    dataverseUrl: urls.dataverse,
    officeScripts: [`${urls.outlook}/office/host-support.js`, `${urls.outlook}/office/office.js`],
    frameAncestors: [urls.outlook],
    paneDir: join(root, 'dist/pane'),
    assetsDir: join(root, 'assets'),
    manifestFile: join(root, 'manifest.xml'),
    requestsPerMinute: 600,
    sync: defaultSync,
    logLevel: 'warn',
  };
}
