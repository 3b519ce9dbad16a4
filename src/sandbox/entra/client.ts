import { z } from 'zod';
import type { ClientProof } from './claims.ts';
import { assertionType, checkAssertion } from './client-assertion.ts';
import type { Entra } from './entra.ts';
import { EntraError } from './errors.ts';
import type { Form } from './form.ts';
import { tenantId, type Application } from './registrations.ts';

const nilGuid = '00000000-0000-0000-0000-000000000000';

/** The registered application; throws 700038 for no id at all, 700016 for one nobody registered. */
export function findApplication(entra: Entra, clientId: string): Application {
  const found = entra.applications.find((known) => known.clientId === clientId.toLowerCase());
  if (found) return found;
  if (!z.guid().safeParse(clientId).success || clientId === nilGuid) {
    throw new EntraError(700038, `${clientId} is not a valid application identifier.`);
  }
  throw new EntraError(
    700016,
    `Application with identifier '${clientId}' was not found in the directory '${tenantId}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
  );
}

/** `client_secret_basic`: both parts are form-encoded (RFC 6749 §2.3.1). */
function basicCredentials(header: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^Basic\s+(\S+)$/i.exec(header ?? '')?.[1];
  if (!encoded) return undefined;
  const [id, secret] = Buffer.from(encoded, 'base64').toString('utf8').split(/:(.*)/s);
  const decoded = new URLSearchParams(`id=${id ?? ''}&secret=${secret ?? ''}`);
  return { id: decoded.get('id') ?? '', secret: decoded.get('secret') ?? '' };
}

export interface AuthenticatedClient {
  application: Application;
  proof: ClientProof;
}

/** Who calls the token endpoint. A wrong proof is refused; whether one is needed is the grant's. */
export async function identifyClient(
  entra: Entra,
  form: Form,
  authorization: string | undefined,
): Promise<AuthenticatedClient> {
  const basic = basicCredentials(authorization);
  const application = findApplication(entra, basic?.id ?? form.require('client_id'));
  const assertion = form.get('client_assertion');
  if (assertion !== undefined) {
    if (form.require('client_assertion_type') !== assertionType) {
      throw new EntraError(90100, 'client_assertion_type parameter is empty or not valid.');
    }
    await checkAssertion(entra, application, assertion);
    return { application, proof: '2' };
  }
  const secret = basic?.secret ?? form.get('client_secret');
  if (secret === undefined) return { application, proof: '0' };
  if (secret !== application.clientSecret) {
    throw new EntraError(
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${application.clientId}'.`,
    );
  }
  return { application, proof: '1' };
}

/** Throws 7000218 where the client showed neither a secret nor a certificate. */
export function requireProof({ proof }: AuthenticatedClient): void {
  if (proof !== '0') return;
  throw new EntraError(
    7000218,
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  );
}

const isLocalPage = (uri: string): boolean => {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  return (
    url?.hostname === 'localhost' && ['https:', 'http:'].includes(url.protocol) && url.hash === ''
  );
};

/** Whether a browser may be sent back to `uri`. A broker's redirect is no page. */
export const mayRedirect = (application: Application, uri: string): boolean =>
  application.isTestClient
    ? isLocalPage(uri)
    : application.redirectUris.includes(uri) && !uri.startsWith('brk-');

export const redirectMismatch = (application: Application, uri: string): EntraError =>
  new EntraError(
    50011,
    `The redirect URI '${uri}' specified in the request does not match the redirect URIs configured for the application '${application.clientId}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal.`,
  );
