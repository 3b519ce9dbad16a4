import { Kysely, PGliteDialect } from 'kysely';
import { createDataverse } from '../../src/sandbox/dataverse/index.ts';
import { createEntra } from '../../src/sandbox/entra/index.ts';
import { createGraph } from '../../src/sandbox/graph/index.ts';
import type { DataverseDoor } from '../../src/sandbox/dataverse/door.ts';
import type { EntraDoor } from '../../src/sandbox/entra/door.ts';
import type { GraphDoor } from '../../src/sandbox/graph/door.ts';
import type { SandboxDeps } from '../../src/sandbox/kit/deps.ts';
import { sandboxCertificate } from '../../src/sandbox/kit/certificate.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPglite } from './pglite.ts';

export interface SandboxDoors {
  deps: SandboxDeps;
  entra: EntraDoor;
  graph: GraphDoor;
  dataverse: DataverseDoor;
  close(): Promise<void>;
}

/** Entra, Graph and Dataverse on one database in memory, reached through their doors; nothing listens. */
export async function openSandboxDoors(now: () => Date): Promise<SandboxDoors> {
  const folder = await mkdtemp(join(tmpdir(), 'regarding-certificate-'));
  const { cert, key } = await sandboxCertificate(folder, now());
  await rm(folder, { recursive: true });
  const pglite = await openPglite();
  const db = new Kysely<never>({ dialect: new PGliteDialect({ pglite }) });
  const origin = (port: number) => `https://localhost:${port}`;
  const urls = {
    outlook: origin(3000),
    service: origin(3001),
    entra: origin(3002),
    graph: origin(3003),
    dataverse: origin(3004),
  };
  const deps = { db, now, urls, tls: { cert, key } };
  const entra = await createEntra(deps);
  const graph = await createGraph({ ...deps, entra: entra.door });
  const dataverse = await createDataverse({ ...deps, entra: entra.door });
  return {
    deps,
    entra: entra.door,
    graph: graph.door,
    dataverse: dataverse.door,
    close: async () => {
      await dataverse.app.close();
      await graph.app.close();
      await entra.app.close();
      await pglite.close();
    },
  };
}
