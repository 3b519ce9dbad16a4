import type { MailboxBackend } from './backend.ts';
import type { Person } from '../../types.ts';

/** What MSAL asks through `window.nestedAppAuthBridge`. */
interface NaaRequest {
  messageType: 'NestedAppAuthRequest';
  method: string;
  requestId: string;
  tokenParams?: { clientId: string; scope: string; claims?: string };
}

/** The request in a message's data, or undefined where it is none. */
export function parseNaaRequest(data: unknown): NaaRequest | undefined {
  if (typeof data !== 'string' || !data.includes('NestedAppAuthRequest')) return undefined;
  const parsed = JSON.parse(data) as Partial<NaaRequest>;
  return parsed.messageType === 'NestedAppAuthRequest' ? (parsed as NaaRequest) : undefined;
}

export interface NaaContext {
  backend: MailboxBackend;
  person: Person;
  tenantId: string;
  /** Host name of the authority, as MSAL's accounts carry it. */
  environment: string;
  /** Origin of the page that asks. */
  origin: string;
}

const accountContext = ({ person, tenantId, environment }: NaaContext) => ({
  homeAccountId: `${person.id}.${tenantId}`,
  environment,
  tenantId,
});

async function getToken(request: NaaRequest, { backend, origin }: NaaContext) {
  const { clientId = '', scope = '', claims } = request.tokenParams ?? {};
  const outcome = await backend.naaToken({
    clientId,
    scopes: scope.split(' ').filter(Boolean),
    origin,
    isInteractive: request.method === 'GetTokenPopup',
    ...(claims && { claims }),
  });
  if (outcome.ok) return { success: true, token: outcome.token, account: outcome.account };
  const { status, description } = outcome;
  return { success: false, error: { status, code: status, description } };
}

async function outcomeOf(request: NaaRequest, context: NaaContext): Promise<object> {
  switch (request.method) {
    case 'GetInitContext':
      return {
        success: true,
        initContext: {
          sdkName: 'regarding-sandbox-outlook',
          sdkVersion: '1',
          capabilities: { queryAccount: false },
          accountContext: accountContext(context),
        },
      };
    case 'GetToken':
    case 'GetTokenPopup':
      return await getToken(request, context);
    default:
      return { success: false, error: { status: 'NESTED_APP_AUTH_UNAVAILABLE' } };
  }
}

/** The answer to a request of nested app authentication, as text to post back. */
export async function answerNaa(request: NaaRequest, context: NaaContext): Promise<string> {
  const outcome = await outcomeOf(request, context);
  return JSON.stringify({
    messageType: 'NestedAppAuthResponse',
    requestId: request.requestId,
    ...outcome,
  });
}
