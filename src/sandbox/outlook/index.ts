import type { SandboxService } from '../kit/server.ts';
import { createSandboxServer } from '../kit/server.ts';
import { everybodysOrigins } from './add-ins.ts';
import { registerAddIn } from './api/add-in.ts';
import { registerChanges } from './api/changes.ts';
import { registerDownload } from './api/download.ts';
import { registerGuard } from './api/guard.ts';
import { registerMailbox } from './api/mailbox.ts';
import { registerNaaToken } from './api/naa-token.ts';
import { registerRoamingSettings } from './api/roaming-settings.ts';
import { registerSession } from './api/session.ts';
import { registerPages } from './pages.ts';
import { Sessions } from './sessions.ts';
import { SideLoads } from './side-loads.ts';
import type { OutlookDeps } from './types.ts';

/**
 * The sandbox's Outlook on the web: the page, the API behind it, and the host side of office.js.
 * Add-in pages load `{urls.outlook}/office/host-support.js` and then `{urls.outlook}/office/office.js`.
 */
export async function createOutlook(
  deps: OutlookDeps,
): Promise<SandboxService<Record<string, never>>> {
  const app = await createSandboxServer('outlook', deps);
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'no-referrer');
  });
  const sessions = new Sessions(deps.db);
  await sessions.createTable();
  const sideLoads = new SideLoads(deps.db);
  await sideLoads.createTable();
  registerGuard(app, deps.urls.outlook, sessions);
  registerSession(app, deps, sessions);
  registerMailbox(app, deps);
  registerAddIn(app, deps, sideLoads);
  registerNaaToken(app, deps, sideLoads);
  registerDownload(app, deps, sideLoads);
  registerChanges(app, deps);
  await registerRoamingSettings(app, deps);
  await registerPages(app, deps, () => everybodysOrigins(deps, sideLoads));
  return { app, door: {} };
}
