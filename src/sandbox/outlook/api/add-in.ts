import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { installedAddIns } from '../add-ins.ts';
import { checkManifest } from '../manifest/check-manifest.ts';
import { readManifest } from '../manifest/read-manifest.ts';
import { problem } from '../problem.ts';
import type { SideLoads } from '../side-loads.ts';
import type { OutlookDeps } from '../types.ts';
import { userOf } from './guard.ts';

interface InLanguage {
  /** `hu-HU`; the person's own where it is left out. */
  Querystring: { language?: string };
}

const sideLoad = z.strictObject({ manifest: z.string().min(1) });

/** With the service's own, as many as Outlook runs for one event. */
const limit = 5;

/** The add-ins of the person's mailbox, as their manifests describe them. */
export function registerAddIn(app: FastifyInstance, deps: OutlookDeps, sideLoads: SideLoads): void {
  const languageOf = async (request: FastifyRequest<InLanguage>): Promise<string> => {
    if (request.query.language) return request.query.language;
    const userId = userOf(request);
    const user = (await deps.entra.users()).find((candidate) => candidate.id === userId);
    return user?.preferredLanguage ?? 'en-US';
  };

  app.get<InLanguage>('/api/add-in', async (request) =>
    readManifest(deps.manifestPath, deps.urls.service, await languageOf(request)),
  );

  app.get<InLanguage>('/api/add-ins', async (request) =>
    installedAddIns(deps, sideLoads, userOf(request), await languageOf(request)),
  );

  app.post('/api/add-ins', async (request, reply) => {
    const body = sideLoad.safeParse(request.body);
    if (!body.success) return problem(reply, 400, 'bad-request', z.prettifyError(body.error));
    const { addIn, problems } = checkManifest(body.data.manifest);
    if (!addIn) return problem(reply, 400, 'invalid-manifest', problems.join('\n'));
    const installed = await installedAddIns(deps, sideLoads, userOf(request), 'en-US');
    if (installed.some(({ id, isRemovable }) => id === addIn.id && !isRemovable)) {
      return problem(reply, 409, 'in-use', 'This add-in is installed already, by the service.');
    }
    if (installed.filter(({ id }) => id !== addIn.id).length >= limit) {
      return problem(reply, 409, 'too-many', `A mailbox has at most ${limit} add-ins.`);
    }
    await sideLoads.put(userOf(request), addIn.id, body.data.manifest);
    return reply.code(201).send({ ...addIn, isRemovable: true });
  });

  app.delete<{ Params: { id: string } }>('/api/add-ins/:id', async (request, reply) => {
    const isGone = await sideLoads.remove(userOf(request), request.params.id.toLowerCase());
    if (!isGone) return problem(reply, 404, 'no-such-add-in', 'No such add-in is side-loaded.');
    return reply.code(204).send();
  });
}
