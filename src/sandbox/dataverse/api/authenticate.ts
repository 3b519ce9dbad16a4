import type { IncomingHttpHeaders } from 'node:http';
import type { AccessToken, EntraDoor } from '../../entra/door.ts';
import { tenantId } from '../../entra/registrations.ts';
import type { SandboxDeps } from '../../kit/deps.ts';
import { DataverseError, notFound } from '../errors.ts';
import type { Limits } from '../limits/settings.ts';
import { requireNamedPrivilege, type Principals } from '../security/access.ts';
import { actOnBehalf, bypassPlugins } from '../security/roles.ts';
import { findPrincipal, type Principal } from '../security/principal.ts';
import type { Executor } from '../store/rows.ts';

export type DataverseDeps = SandboxDeps & {
  entra: Pick<EntraDoor, 'verify'>;
  /** Service-protection limits other than Microsoft's. */
  limits?: Partial<Limits>;
  /** Milliseconds of execution are told by this; a clock that never jumps where absent. */
  stopwatch?: () => number;
};

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

const guid = /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i;

type Wanted = { key: 'azureactivedirectoryobjectid' | 'systemuserid'; id: string };

/** Whom the headers name; `CallerObjectId` goes first. Throws 400 where it is no GUID. */
function wantedUser(headers: IncomingHttpHeaders): Wanted | undefined {
  const byObject = headers['callerobjectid'];
  const value = byObject ?? headers['mscrmcallerid'];
  if (value === undefined || value === '') return undefined;
  const id = guid.exec(String(value))?.[1];
  if (!id) throw new DataverseError('InvalidArgument', `'${String(value)}' is not a user's id.`);
  const key = byObject === undefined ? 'systemuserid' : 'azureactivedirectoryobjectid';
  return { key, id: id.toLowerCase() };
}

async function impersonated(db: Executor, { key, id }: Wanted): Promise<Principal> {
  const user = await findPrincipal(db, key, id);
  if (!user && key === 'systemuserid') throw notFound('systemuser', id);
  return enabled(user);
}

/** Whether the headers name a user who is known already. */
export function names(headers: IncomingHttpHeaders, { id, objectId }: Principal): boolean {
  const wanted = wantedUser(headers);
  return wanted?.id === (wanted?.key === 'systemuserid' ? id : objectId);
}

/**
 * Whose rights a request has: the caller's, or with `CallerObjectId` / `MSCRMCallerID` that user's
 * and the caller's together. Naming the caller changes nothing. Throws a `DataverseError` (400,
 * 403, 404).
 */
async function actingFor(
  db: Executor,
  caller: Principal,
  headers: IncomingHttpHeaders,
): Promise<Principals> {
  const wanted = wantedUser(headers);
  if (!wanted) return [caller];
  if (!caller.privileges.has(actOnBehalf)) {
    throw new DataverseError(
      'CannotActOnBehalfOfAnotherUser',
      `User with id ${caller.id} does not have privilege ${actOnBehalf} to act on behalf of another user.`,
    );
  }
  const user = await impersonated(db, wanted);
  return user.id === caller.id ? [caller] : [user, caller];
}

/**
 * The users a request, or a part of a batch, runs for. The headers of a part add to those of the
 * batch. Throws a `DataverseError` (400, 403, 404).
 */
export async function principalsOf(
  db: Executor,
  caller: Principal,
  headers: IncomingHttpHeaders,
): Promise<Principals> {
  const principals = await actingFor(db, caller, headers);
  if (headers['mscrm.bypasscustompluginexecution']?.toString().toLowerCase() === 'true') {
    requireNamedPrivilege([caller], bypassPlugins);
  }
  return principals;
}

/** The system user behind a token. Throws a `DataverseError` (403). */
export async function callerOf(db: Executor, token: AccessToken): Promise<Principal> {
  const found = token.isApplication
    ? await findPrincipal(db, 'applicationid', token.applicationId)
    : await findPrincipal(db, 'azureactivedirectoryobjectid', token.objectId);
  return enabled(found);
}
