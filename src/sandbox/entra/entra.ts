import type { SandboxDeps, SandboxUrls } from '../kit/deps.ts';
import { issuersOf, type Issuers } from './claims.ts';
import { CertificateStore } from './certificates.ts';
import { ConsentStore } from './consents.ts';
import { DeviceCodeStore } from './device-codes.ts';
import { GrantStore } from './grant-store.ts';
import { KeyRing } from './keys.ts';
import { PolicyStore } from './policies.ts';
import { applications, resources, type Application, type Resource } from './registrations.ts';
import { createTables } from './schema.ts';
import { SessionStore } from './sessions.ts';
import { Directory } from './users.ts';

/** Everything the endpoints share. */
export interface Entra {
  urls: SandboxUrls;
  now: () => Date;
  issuers: Issuers;
  applications: Application[];
  resources: [Resource, ...Resource[]];
  keys: KeyRing;
  directory: Directory;
  grants: GrantStore;
  sessions: SessionStore;
  consents: ConsentStore;
  policies: PolicyStore;
  certificates: CertificateStore;
  deviceCodes: DeviceCodeStore;
}

/** Opens the state kept in the database, made on first use; what expired long ago goes. */
export async function openEntra({ db, now, urls }: SandboxDeps): Promise<Entra> {
  const tables = await createTables(db);
  const grants = new GrantStore(tables, now);
  const sessions = new SessionStore(tables, now);
  await grants.purge();
  await sessions.purge();
  return {
    urls,
    now,
    issuers: issuersOf(urls.entra),
    applications: applications(urls),
    resources: resources(urls),
    keys: await KeyRing.open(tables, now),
    directory: new Directory(tables),
    grants,
    sessions,
    consents: new ConsentStore(tables),
    policies: new PolicyStore(tables),
    certificates: new CertificateStore(tables),
    deviceCodes: new DeviceCodeStore(tables, now),
  };
}
