import { EntraError } from './errors.ts';
import type { Application, Resource } from './registrations.ts';

const oidcScopes = new Set(['openid', 'profile', 'email', 'offline_access']);

/** A scope parameter, taken apart. */
export interface ScopeRequest {
  /** `openid`, `profile`, `email`, `offline_access`, as far as asked for. */
  oidc: string[];
  /** The one API the token is for. */
  resource: Resource;
  /** Names of permissions; `.default` stands for all that were consented. */
  names: string[];
  /** The resource's scopes as they were written. */
  asked: string[];
}

/** A scope request with its consent. */
export interface GrantedScopes {
  oidc: string[];
  resource: Resource;
  /** Delegated permissions, in the registration's own case. */
  permissions: string[];
  /** The scopes as they were asked for, for a refresh that names none. */
  asked: string;
  /** Value of `scope` in the token answer, which MSAL keys its cache by. */
  answer: string;
}

const isSame = (a: string, b: string): boolean =>
  a.replace(/\/$/, '').toLowerCase() === b.replace(/\/$/, '').toLowerCase();

function findResource(uri: string, resources: Resource[], tenantId: string): Resource {
  const found = resources.find(
    ({ appId, identifierUris }) =>
      isSame(appId, uri) || identifierUris.some((known) => isSame(known, uri)),
  );
  if (found) return found;
  throw new EntraError(
    500011,
    `The resource principal named ${uri} was not found in the tenant named ${tenantId}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
  );
}

/** `https://host/Mail.Read` → the resource's URI and the name; a bare name is one of Graph's. */
function split(scope: string): { uri: string | undefined; name: string } {
  const slash = scope.lastIndexOf('/');
  if (slash < 0) return { uri: undefined, name: scope };
  return { uri: scope.slice(0, slash), name: scope.slice(slash + 1) };
}

/**
 * Reads a `scope` parameter. Throws an `EntraError`: 500011 for an unknown resource, 28000 for more
 * than one, 70011 for `.default` beside names.
 *
 * @param resources what the tenant knows, Graph first.
 */
export function parseScopes(
  text: string,
  resources: [Resource, ...Resource[]],
  tenantId: string,
): ScopeRequest {
  const all = [...new Set(text.split(/\s+/).filter(Boolean))];
  const oidc = all.filter((scope) => oidcScopes.has(scope.toLowerCase()));
  const asked = all.filter((scope) => !oidcScopes.has(scope.toLowerCase()));
  const parts = asked.map((scope) => {
    const { uri, name } = split(scope);
    return { name, resource: uri ? findResource(uri, resources, tenantId) : resources[0] };
  });
  const resource = parts[0]?.resource ?? resources[0];
  if (parts.some((part) => part.resource !== resource)) {
    throw new EntraError(
      28000,
      `Provided value for the input parameter scope is not valid because it contains more than one resource. Scope ${text} is not valid.`,
    );
  }
  const names = parts.map((part) => part.name);
  if (names.length > 1 && names.includes('.default')) {
    throw new EntraError(
      70011,
      `The provided value for the input parameter 'scope' is not valid. The scope ${text} is not valid. .default scope can't be combined with resource-specific scopes.`,
    );
  }
  return { oidc, resource, names, asked };
}

/** 65001. */
export const notConsented = (application: Application): EntraError =>
  new EntraError(
    65001,
    `The user or administrator has not consented to use the application with ID '${application.clientId}' named '${application.displayName}'. Send an interactive authorization request for this user and resource.`,
  );

const answerScope = (request: ScopeRequest, permissions: string[]): string => {
  const uri = request.resource.identifierUris[0] ?? request.resource.appId;
  const full = request.names.includes('.default')
    ? permissions.map((name) => `${uri}/${name}`)
    : [];
  const oidc = request.oidc.filter((scope) => scope !== 'offline_access');
  return [...new Set([...oidc, ...request.asked, ...full])].join(' ');
};

/**
 * The part of a request the application has consent for, of the permissions in `consented`. Throws `EntraError` 65001 where a named
 * permission lacks it, or where `.default` would give nothing.
 */
export function grantScopes(
  application: Application,
  request: ScopeRequest,
  consented: string[],
): GrantedScopes {
  const find = (name: string): string => {
    const found = consented.find((known) => known.toLowerCase() === name.toLowerCase());
    if (!found) throw notConsented(application);
    return found;
  };
  const permissions = request.names.includes('.default') ? consented : request.names.map(find);
  if (permissions.length === 0 && request.names.length > 0) throw notConsented(application);
  return {
    oidc: request.oidc,
    resource: request.resource,
    permissions,
    asked: [...request.oidc, ...request.asked].join(' '),
    answer: answerScope(request, permissions),
  };
}
