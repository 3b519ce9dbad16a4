import formbody from '@fastify/formbody';
import type { SandboxDeps } from '../kit/deps.ts';
import { createSandboxServer, type SandboxService } from '../kit/server.ts';
import { brokerToken } from './broker.ts';
import type { EntraDoor } from './door.ts';
import { openEntra } from './entra.ts';
import { notificationToken } from './notification-token.ts';
import { tenantId } from './registrations.ts';
import { registerAuthorize } from './routes/authorize.ts';
import { registerControl } from './routes/control.ts';
import { registerDevice } from './routes/device.ts';
import { registerDiscovery } from './routes/discovery.ts';
import { registerErrors } from './routes/errors.ts';
import { registerLogout } from './routes/logout.ts';
import { registerToken } from './routes/token.ts';
import { registerUserinfo } from './routes/userinfo.ts';
import { verifyAccessToken } from './verify.ts';

/** The sandbox's Entra ID: one tenant, its people, its applications and their tokens (wire §3). */
export async function createEntra(deps: SandboxDeps): Promise<SandboxService<EntraDoor>> {
  const entra = await openEntra(deps);
  const app = await createSandboxServer('entra', deps);
  await app.register(formbody);
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, _body, done) => done(null));
  registerErrors(app, entra);
  registerDiscovery(app, entra);
  registerAuthorize(app, entra);
  registerToken(app, entra);
  registerDevice(app, entra);
  registerLogout(app, entra);
  registerUserinfo(app, entra);
  registerControl(app, entra);
  const door: EntraDoor = {
    tenantId,
    users: () => entra.directory.all(),
    addUsers: (users) => entra.directory.add(users),
    brokerToken: (request) => brokerToken(entra, request),
    verify: (token, audiences) => verifyAccessToken(entra, token, audiences),
    notificationToken: (applicationId) => notificationToken(entra, applicationId),
  };
  return { app, door };
}
