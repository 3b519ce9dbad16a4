import type { Json } from '../store/schema.ts';
import { GraphError } from '../errors.ts';
import { readCertificate } from './encrypt.ts';
import { invalidRequest, type Watched } from './resource.ts';

const minute = 60_000;

/** Longest life in minutes, plain and with resource data. */
const longest: Record<Watched['kind'], { plain: number; rich: number }> = {
  message: { plain: 10_080, rich: 1_440 },
  event: { plain: 10_080, rich: 1_440 },
  contact: { plain: 10_080, rich: 1_440 },
  task: { plain: 4_230, rich: 4_230 },
};
const shortest = 45;

/** What may stand in the body of a subscription, as Graph's metadata declares it. */
export const subscriptionProperties = {
  changeType: 'string',
  clientState: 'string',
  encryptionCertificate: 'string',
  encryptionCertificateId: 'string',
  expirationDateTime: 'string',
  includeResourceData: 'boolean',
  latestSupportedTlsVersion: 'string',
  lifecycleNotificationUrl: 'string',
  notificationQueryOptions: 'string',
  notificationUrl: 'string',
  notificationUrlAppId: 'string',
  resource: 'string',
  applicationId: 'string',
  creatorId: 'string',
  id: 'string',
} as const;

const changeTypes = ['created', 'updated', 'deleted'];

/** Refuses names that a subscription does not have, and values of another type. */
export function checkProperties(body: Json): void {
  for (const [name, value] of Object.entries(body)) {
    if (name.startsWith('@odata.')) continue;
    const type = new Map<string, string>(Object.entries(subscriptionProperties)).get(name);
    if (!type) {
      throw new GraphError(
        400,
        'BadRequest',
        `The property '${name}' does not exist on type 'microsoft.graph.subscription'. Make sure to only use property names that are defined by the type.`,
      );
    }
    if (value !== null && typeof value !== type) {
      throw new GraphError(
        400,
        'BadRequest',
        `Cannot convert a value to target type 'Edm.${type === 'string' ? 'String' : 'Boolean'}' of property '${name}'.`,
      );
    }
  }
}

const text = (body: Json, name: string): string | null => {
  const value = body[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

/** A text that has to be there. Throws `InvalidRequest`. */
export function required(body: Json, name: string): string {
  const value = text(body, name);
  if (value !== null) return value;
  throw invalidRequest(`The '${name}' property is required to create a subscription.`);
}

function endpoint(body: Json, name: string): string | null {
  const url = text(body, name);
  if (url === null) return null;
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') {
    throw invalidRequest(`The '${name}' must be a well-formed HTTPS URL.`);
  }
  return url;
}

function readChangeTypes(body: Json): string {
  const asked = required(body, 'changeType')
    .split(',')
    .map((one) => one.trim());
  const unknown = asked.find((one) => !changeTypes.includes(one.toLowerCase()));
  if (unknown !== undefined) throw invalidRequest(`Unsupported change type '${unknown}'.`);
  return asked.map((one) => one.toLowerCase()).join(',');
}

/** A subscription's end: raised to 45 minutes from now. Throws `InvalidRequest` beyond its longest. */
export function readExpiry(
  body: Json,
  { kind, includesData, now }: { kind: Watched['kind']; includesData: boolean; now: Date },
): Date {
  const given = new Date(required(body, 'expirationDateTime'));
  if (Number.isNaN(given.getTime())) {
    throw invalidRequest("The 'expirationDateTime' property is not a valid date and time.");
  }
  if (given <= now) {
    throw invalidRequest('Subscription expiration time must be in the future.');
  }
  const most = longest[kind][includesData ? 'rich' : 'plain'];
  if (given.getTime() - now.getTime() > most * minute) {
    throw invalidRequest(`Subscription expiration can only be ${most} minutes in the future.`);
  }
  return new Date(Math.max(given.getTime(), now.getTime() + shortest * minute));
}

function readEncryption(body: Json, selected: string | null) {
  const includes_data = body['includeResourceData'] === true;
  const certificate = text(body, 'encryptionCertificate');
  const certificate_id = text(body, 'encryptionCertificateId');
  if (!includes_data) return { includes_data, certificate, certificate_id };
  if (certificate === null || certificate_id === null) {
    throw invalidRequest(
      'Subscriptions with resource data need an encryptionCertificate and an encryptionCertificateId.',
    );
  }
  if (selected === null) {
    throw invalidRequest('Outlook resources with resource data need $select in the resource.');
  }
  try {
    if (readCertificate(certificate).publicKey.asymmetricKeyType !== 'rsa') throw new Error('RSA');
  } catch {
    throw invalidRequest(
      'The encryptionCertificate is not a base64-encoded certificate with an RSA key.',
    );
  }
  return { includes_data, certificate, certificate_id };
}

/** Reads the body of a new subscription on `watched`. Throws `InvalidRequest`, `BadRequest`. */
export function readNew(body: Json, { kind, select }: Watched, now: Date) {
  const client_state = text(body, 'clientState');
  if (client_state !== null && client_state.length > 128) {
    throw invalidRequest("The 'clientState' property is longer than 128 characters.");
  }
  const encryption = readEncryption(body, select);
  return {
    ...encryption,
    client_state,
    change_types: readChangeTypes(body),
    notification_url: endpoint(body, 'notificationUrl') ?? required(body, 'notificationUrl'),
    lifecycle_url: endpoint(body, 'lifecycleNotificationUrl'),
    expires: readExpiry(body, { kind, includesData: encryption.includes_data, now }),
    tls_version: text(body, 'latestSupportedTlsVersion') ?? 'v1_2',
  };
}
