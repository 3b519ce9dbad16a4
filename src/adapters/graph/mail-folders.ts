import { z } from 'zod';
import type { WellKnownFolder } from '../../domain/sync/folder-scope.ts';
import type { Actor } from '../../ports/actor.ts';
import type { BatchPart } from './graph-batch.ts';
import type { GraphClient } from './graph-client.ts';
import { readPages } from './pages.ts';

/** A folder, or that it is gone, as Graph tells it; the names of well-known ones are none of it. */
export const deltaFolder = z.object({
  id: z.string(),
  '@removed': z.object({}).optional(),
  parentFolderId: z.string().nullish(),
  displayName: z.string().nullish(),
  totalItemCount: z.number().nullish(),
});

export const foldersPart = (name: WellKnownFolder): BatchPart => ({
  method: 'GET',
  path: `/mailFolders/${name}?$select=id`,
});

/** Every folder, those in folders too: change tracking from nothing tells all of them. */
export const readFolders = (graph: GraphClient, actor: Actor, signal: AbortSignal) =>
  readPages(
    graph,
    actor,
    '/mailFolders/delta?$select=id,parentFolderId,displayName,totalItemCount',
    deltaFolder,
    signal,
  );
