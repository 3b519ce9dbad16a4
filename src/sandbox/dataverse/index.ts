import { createSandboxServer, type SandboxService } from '../kit/server.ts';
import type { DataverseDeps } from './api/authenticate.ts';
import { registerApi } from './api/routes.ts';
import type { DataverseDoor } from './door.ts';
import { ensureUser } from './ensure-user.ts';
import { loadMany } from './load-many.ts';
import { loadRows } from './load.ts';
import { registerPages } from './pages/routes.ts';
import { organizationId } from './fixed-ids.ts';
import { seed } from './seed.ts';
import { createSchema } from './store/schema.ts';

/** The sandbox's Dataverse: Web API v9.2 and a page per record. It does not listen yet. */
export async function createDataverse(deps: DataverseDeps): Promise<SandboxService<DataverseDoor>> {
  await createSchema(deps.db);
  await seed(deps.db, deps.now());
  const app = await createSandboxServer('dataverse', deps);
  await registerApi(app, deps, organizationId);
  registerPages(app, deps.db);
  const door: DataverseDoor = {
    organizationId,
    load: (rows) => loadRows(deps.db, rows, deps.now()),
    loadMany: (rows) => loadMany(deps.db, rows, deps.now()),
    ensureUser: (user) => ensureUser(deps.db, deps.now(), user),
  };
  return { app, door };
}
