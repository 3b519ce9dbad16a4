import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { createDataverse } from '../../sandbox/dataverse/index.ts';
import type { DataverseDoor } from '../../sandbox/dataverse/door.ts';
import { createEntra } from '../../sandbox/entra/index.ts';
import type { EntraDoor } from '../../sandbox/entra/door.ts';
import { createGraph } from '../../sandbox/graph/index.ts';
import type { GraphDoor } from '../../sandbox/graph/door.ts';
import { SandboxClock } from '../../sandbox/kit/clock.ts';
import type { SandboxDeps, SandboxUrls } from '../../sandbox/kit/deps.ts';
import { createOutlook } from '../../sandbox/outlook/index.ts';

/** The local Microsoft services, listening. */
export interface RunningSandbox {
  urls: SandboxUrls;
  doors: { entra: EntraDoor; graph: GraphDoor; dataverse: DataverseDoor };
  close: () => Promise<void>;
}

/** The ports in use when Outlook has `port`. */
export const portsFrom = (port: number): number[] => [0, 1, 2, 3, 4].map((offset) => port + offset);

/** Where each part is reached when Outlook has `port`. */
export function sandboxUrls(port: number): SandboxUrls {
  const at = (offset: number) => `https://localhost:${port + offset}`;
  return { outlook: at(0), service: at(1), entra: at(2), graph: at(3), dataverse: at(4) };
}

const listen = (app: FastifyInstance, url: string): Promise<string> =>
  app.listen({ host: 'localhost', port: Number(new URL(url).port) });

/** Starts Entra, Graph, Dataverse and Outlook on the given database. */
export async function startSandbox(options: {
  db: Kysely<never>;
  now: () => Date;
  tls: SandboxDeps['tls'];
  port: number;
  /** The project's root: manifest, built pages, node_modules. */
  root: string;
}): Promise<RunningSandbox> {
  const { root, port, ...rest } = options;
  const urls = sandboxUrls(port);
  const clock = new SandboxClock(rest.now);
  const deps: SandboxDeps = { ...rest, now: clock.now, clock, urls };
  const entra = await createEntra(deps);
  const graph = await createGraph({ ...deps, entra: entra.door });
  const dataverse = await createDataverse({ ...deps, entra: entra.door });
  const outlook = await createOutlook({
    ...deps,
    entra: entra.door,
    graph: graph.door,
    manifestPath: join(root, 'manifest.xml'),
    pageDir: join(root, 'dist/outlook'),
    officeJsDir: join(root, 'node_modules/@microsoft/office-js/dist'),
  });
  const apps = {
    entra: entra.app,
    graph: graph.app,
    dataverse: dataverse.app,
    outlook: outlook.app,
  };
  const close = async () => {
    await Promise.all(Object.values(apps).map((app) => app.close()));
  };
  try {
    for (const [name, app] of Object.entries(apps))
      await listen(app, urls[name as keyof SandboxUrls]);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    urls,
    doors: { entra: entra.door, graph: graph.door, dataverse: dataverse.door },
    close,
  };
}
