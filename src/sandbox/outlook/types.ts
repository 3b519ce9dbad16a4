import type { EntraDoor } from '../entra/door.ts';
import type { GraphDoor } from '../graph/door.ts';
import type { SandboxDeps } from '../kit/deps.ts';
import type { AddIn } from './manifest/add-in.ts';

export interface OutlookDeps extends SandboxDeps {
  entra: EntraDoor;
  graph: GraphDoor;
  /** The add-in's `manifest.xml`. Its pages are taken from `urls.service`, wherever it says. */
  manifestPath: string;
  /** The built page: `dist/outlook`. */
  pageDir: string;
  /** `node_modules/@microsoft/office-js/dist`; its files are served unchanged. */
  officeJsDir: string;
}

/** An add-in of a mailbox; one that was side-loaded can be removed. */
export type InstalledAddIn = AddIn & { isRemovable: boolean };

/** A person as the picker shows them. */
export interface Person {
  id: string;
  displayName: string;
  mail: string;
  jobTitle: string;
  /** `en-US`, `hu-HU`. */
  preferredLanguage: string;
  /** IANA. */
  timeZone: string;
}

/** What a person may do in another's mailbox, as Exchange names it. */
export type SharedRight = Awaited<
  ReturnType<GraphDoor['mailboxesSharedWith']>
>[number]['rights'][number];

/** A mailbox of somebody else that the person signed in reaches. */
export interface SharedMailbox {
  /** Object id of its owner. */
  id: string;
  displayName: string;
  mail: string;
  rights: SharedRight[];
}

/** `GET /api/session`. */
export interface SessionAnswer {
  person: Person | null;
  people: Person[];
  /** The services the fault panel can disturb. */
  services: { name: string; origin: string }[];
  /** What nested app authentication tells of the account before there is a token. */
  broker: { tenantId: string; environment: string };
}

/** `POST /api/naa-token`: what an add-in's page asks through nested app authentication. */
export interface NaaTokenRequest {
  clientId: string;
  scopes: string[];
  /** Origin of the frame that asked, as the browser reported it. */
  origin: string;
  /** A claims challenge's claims, as JSON. */
  claims?: string | undefined;
  /** The add-in let its person be asked. */
  isInteractive?: boolean | undefined;
}

/** Why there is no token; `status` as nested app authentication names it. */
export interface NaaFailure {
  status: 'USER_INTERACTION_REQUIRED' | 'TRANSIENT_ERROR' | 'PERSISTENT_ERROR';
  description: string;
}
