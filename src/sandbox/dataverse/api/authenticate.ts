import type { IncomingHttpHeaders } from 'node:http';
import type { AccessToken, EntraDoor } from '../../entra/door.ts';
import { tenantId } from '../../entra/registrations.ts';
import type { SandboxDeps } from '../../kit/deps.ts';
import { DataverseError } from '../errors.ts';
import { actOnBehalf } from '../security/roles.ts';
import type { Principals } from '../security/access.ts';
import { findPrincipal, type Principal } from '../security/principal.ts';

export type DataverseDeps = SandboxDeps & { entra: Pick<EntraDoor, 'verify'> };

/** The bearer token says who calls; undefined where it is missing or not valid for Dataverse. */
export async function authenticate(
  deps: DataverseDeps,
  headers: IncomingHttpHeaders,
): Promise<AccessToken | undefined> {
  const token = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (!token) return undefined;
  const { dataverse } = deps.urls;
  try {
    return await deps.entra.verify(token, [dataverse, `${dataverse}/`]);
  } catch {
    return undefined; // Whatever is wrong with it: the answer is 401.
  }
}

/** The 401's `WWW-Authenticate`. */
export const challenge = ({ urls }: DataverseDeps): string =>
  `Bearer authorization_uri=${urls.entra}/${tenantId}/oauth2/authorize, resource_id=${urls.dataverse}/`;

const notMember = (): DataverseError =>
  new DataverseError(
    'UserNotMemberOfOrganization',
    'The user is not a member of the organization.',
  );

function enabled(principal: Principal | undefined): Principal {
  if (!principal) throw notMember();
  if (!principal.isDisabled) return principal;
  throw new DataverseError(
    'SystemUserDisabled',
    `The user with id ${principal.id} is disabled in the organization.`,
  );
}

function impersonated(
  headers: IncomingHttpHeaders,
): ['azureactivedirectoryobjectid' | 'systemuserid', string] | undefined {
  const objectId = headers['callerobjectid'];
  if (typeof objectId === 'string') return ['azureactivedirectoryobjectid', objectId];
  const userId = headers['mscrmcallerid'];
  return typeof userId === 'string' ? ['systemuserid', userId] : undefined;
}

/**
 * Whose rights a request has: the caller's, or with `CallerObjectId` / `MSCRMCallerID` that user's
 * and the caller's together. Throws a `DataverseError` (403).
 */
export async function principalsOf(
  deps: DataverseDeps,
  token: AccessToken,
  headers: IncomingHttpHeaders,
): Promise<Principals> {
  const { db } = deps;
  const found = token.isApplication
    ? await findPrincipal(db, 'applicationid', token.applicationId)
    : await findPrincipal(db, 'azureactivedirectoryobjectid', token.objectId);
  const caller = enabled(found);
  const wanted = impersonated(headers);
  if (!wanted) return [caller];
  if (!caller.privileges.has(actOnBehalf)) {
    throw new DataverseError(
      'CannotActOnBehalfOfAnotherUser',
      `User with id ${caller.id} does not have privilege ${actOnBehalf} to act on behalf of another user.`,
    );
  }
  return [enabled(await findPrincipal(db, ...wanted)), caller];
}
