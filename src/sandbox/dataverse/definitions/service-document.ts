import { randomUUID } from 'node:crypto';
import type { ApiResponse, Context } from '../api/types.ts';
import { tables } from '../metadata/index.ts';

const process = randomUUID();

/** The metadata's version as answers of lists name it; a new one means other metadata. */
export const globalMetadataVersion = '20260117';

/** `GET /api/data/v9.2/`: the entity sets there are. */
export const serviceDocument = ({ root }: Context): ApiResponse => ({
  status: 200,
  headers: {},
  body: {
    '@odata.context': `${root}/$metadata`,
    value: tables
      .map(({ entitySet }) => ({ name: entitySet, kind: 'EntitySet', url: entitySet }))
      .toSorted((a, b) => a.name.localeCompare(b.name)),
  },
});

/** `ServerVersionStamp` of `RetrieveMetadataChanges`; metadata changes only with the program. */
export const versionStamp = `${globalMetadataVersion}!${process}`;
