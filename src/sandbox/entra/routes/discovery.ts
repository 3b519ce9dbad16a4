import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Entra } from '../entra.ts';
import { EntraError } from '../errors.ts';
import { tenantId } from '../registrations.ts';
import { tenantSegment } from './tenant.ts';

const isShared = (tenant: string): boolean => tenant !== tenantId;

/** What the shared authorities say instead of a tenant: the token's `tid` fills it in. */
const issuerTenant = (tenant: string): string => (isShared(tenant) ? '{tenantid}' : tenant);

const shared = (entra: Entra, tenant: string) => ({
  token_endpoint_auth_methods_supported: [
    'client_secret_post',
    'private_key_jwt',
    'client_secret_basic',
  ],
  response_modes_supported: ['query', 'fragment', 'form_post'],
  subject_types_supported: ['pairwise'],
  id_token_signing_alg_values_supported: ['RS256'],
  frontchannel_logout_supported: true,
  http_logout_supported: true,
  claims_supported: [
    'sub',
    'iss',
    'cloud_instance_name',
    'cloud_instance_host_name',
    'cloud_graph_host_name',
    'msgraph_host',
    'aud',
    'exp',
    'iat',
    'auth_time',
    'acr',
    'nonce',
    'preferred_username',
    'name',
    'tid',
    'ver',
    'at_hash',
    'c_hash',
    'email',
  ],
  tenant_region_scope: isShared(tenant) ? null : 'EU',
  cloud_instance_name: new URL(entra.urls.entra).host,
  cloud_graph_host_name: new URL(entra.urls.graph).host,
  msgraph_host: new URL(entra.urls.graph).host,
  rbac_url: `${entra.urls.entra}/rbac`,
});

/** OpenID Connect discovery, version 2 (wire §3.2). */
export function discoveryV2(entra: Entra, tenant: string): Record<string, unknown> {
  const base = `${entra.urls.entra}/${tenant}`;
  return {
    ...shared(entra, tenant),
    token_endpoint: `${base}/oauth2/v2.0/token`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_types_supported: ['code', 'id_token', 'code id_token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    code_challenge_methods_supported: ['S256'],
    issuer: `${entra.urls.entra}/${issuerTenant(tenant)}/v2.0`,
    request_uri_parameter_supported: false,
    userinfo_endpoint: `${base}/openid/userinfo`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
  };
}

/** OpenID Connect discovery, version 1. */
export function discoveryV1(entra: Entra, tenant: string): Record<string, unknown> {
  const base = `${entra.urls.entra}/${tenant}`;
  return {
    ...shared(entra, tenant),
    token_endpoint: `${base}/oauth2/token`,
    jwks_uri: `${base}/discovery/keys`,
    response_types_supported: ['code', 'id_token', 'code id_token'],
    scopes_supported: ['openid'],
    issuer: `${entra.urls.entra}/${issuerTenant(tenant)}/`,
    microsoft_multi_refresh_token: true,
    authorization_endpoint: `${base}/oauth2/authorize`,
    end_session_endpoint: `${base}/oauth2/logout`,
    check_session_iframe: `${base}/oauth2/checksession`,
    userinfo_endpoint: `${base}/openid/userinfo`,
  };
}

const instanceQuery = z.object({
  authorization_endpoint: z.url(),
  'api-version': z.string().default('1.1'),
});

/** Which hosts are the same cloud. Any host but ours is refused, as Entra does with strangers. */
function instanceDiscovery(entra: Entra, query: unknown): Record<string, unknown> {
  const { host } = new URL(entra.urls.entra);
  const parsed = instanceQuery.safeParse(query);
  const endpoint = parsed.success ? new URL(parsed.data.authorization_endpoint) : undefined;
  if (!parsed.success || endpoint?.host !== host) {
    throw new EntraError(50049, 'Unknown or invalid instance.');
  }
  const tenant = endpoint.pathname.split('/')[1] ?? 'common';
  return {
    tenant_discovery_endpoint: `${entra.urls.entra}/${tenant}/v2.0/.well-known/openid-configuration`,
    'api-version': parsed.data['api-version'],
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };
}

/** Discovery documents and the public keys. */
export function registerDiscovery(app: FastifyInstance, entra: Entra): void {
  app.get('/:tenant/v2.0/.well-known/openid-configuration', (request) =>
    discoveryV2(entra, tenantSegment(request.params)),
  );
  app.get('/:tenant/.well-known/openid-configuration', (request) =>
    discoveryV1(entra, tenantSegment(request.params)),
  );
  for (const path of ['/:tenant/discovery/v2.0/keys', '/:tenant/discovery/keys']) {
    app.get(path, (request) => {
      tenantSegment(request.params);
      return entra.keys.publicKeys();
    });
  }
  app.get('/common/discovery/instance', (request) => instanceDiscovery(entra, request.query));
}
