import { throttlingPresets } from './outage.ts';
import { errorAnswer, type Preset } from './preset.ts';

const hour = 3_600_000;

const claimsChallenge = Buffer.from(
  JSON.stringify({ access_token: { nbf: { essential: true, value: '1' } } }),
).toString('base64');

const tokenPresets: Preset[] = [
  {
    name: 'token-expired',
    title: 'Access token expired',
    description: 'One request is refused as if its token had run out.',
    spec: {
      respond: errorAnswer(
        401,
        'InvalidAuthenticationToken',
        'Lifetime validation failed, the token is expired.',
      ),
      times: 1,
    },
  },
  {
    name: 'claims-challenge',
    title: 'Claims challenge',
    description: 'Continuous access evaluation: the token is good, but no longer good enough.',
    spec: {
      respond: {
        ...errorAnswer(
          401,
          'InvalidAuthenticationToken',
          'Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp',
        ),
        headers: {
          'www-authenticate': `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="insufficient_claims", claims="${claimsChallenge}"`,
        },
      },
      times: 1,
    },
  },
];

const mailboxPresets: Preset[] = [
  {
    name: 'mailbox-disabled',
    title: 'Mailbox without licence',
    description: 'The mailbox is inactive, soft-deleted or kept on-premises.',
    spec: {
      respond: errorAnswer(
        404,
        'MailboxNotEnabledForRESTAPI',
        'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
      ),
    },
  },
  {
    name: 'mailbox-gone',
    title: 'Mailbox deleted',
    description: 'The person is gone from the directory.',
    spec: {
      respond: errorAnswer(404, 'ErrorInvalidUser', 'The requested user is invalid.'),
    },
  },
  {
    name: 'access-denied',
    title: 'Access denied',
    description: 'The application may not, or no longer, read this mailbox.',
    spec: {
      respond: errorAnswer(
        403,
        'ErrorAccessDenied',
        'Access is denied. Check credentials and try again.',
      ),
    },
  },
  {
    name: 'edited-meanwhile',
    title: 'Edited meanwhile',
    description: 'The next change is refused: somebody else changed the item first.',
    spec: {
      match: { method: 'PATCH' },
      respond: errorAnswer(
        412,
        'ErrorIrresolvableConflict',
        'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
      ),
      times: 1,
    },
  },
  {
    name: 'suddenly-empty',
    title: 'Suddenly empty',
    description: 'Lists of contacts answer with nothing in them.',
    spec: {
      match: { method: 'GET', path: '/contacts?' },
      respond: { status: 200, body: { value: [] } },
    },
  },
];

const batchPresets: Preset[] = [
  {
    name: 'batch-throttled',
    title: '429 on 3 parts of a batch',
    description: 'Three parts of the next batch are refused, the others served.',
    spec: {
      match: { within: 'batch' },
      respond: {
        ...errorAnswer(
          429,
          'ApplicationThrottled',
          'Application is over its MailboxConcurrency limit.',
        ),
        retryAfter: { seconds: 2, form: 'seconds' },
      },
      times: 3,
    },
  },
];

const deltaPresets: Preset[] = [
  {
    name: 'delta-gone',
    title: 'Delta token gone',
    description: 'One delta query answers 410 SyncStateNotFound.',
    spec: { hook: 'delta-page', effect: { kind: 'gone', location: false }, times: 1 },
  },
  {
    name: 'delta-gone-with-location',
    title: 'Delta token gone, with Location',
    description: 'One delta query answers 410 with the address of a fresh one.',
    spec: { hook: 'delta-page', effect: { kind: 'gone', location: true }, times: 1 },
  },
  {
    name: 'delta-replayed',
    title: 'Delta pages replayed',
    description: 'Each page repeats the items of the one before.',
    spec: { hook: 'delta-page', effect: { kind: 'replay' } },
  },
  {
    name: 'delta-empty-page',
    title: 'Empty delta page',
    description: 'The next page has no items, but a nextLink.',
    spec: { hook: 'delta-page', effect: { kind: 'empty' }, times: 1 },
  },
  {
    name: 'delta-partial',
    title: 'Delta tells only what changed',
    description: 'Delta pages tell no more of items than their ids and that they were read.',
    spec: { hook: 'delta-page', effect: { kind: 'partial' } },
  },
  {
    name: 'not-yet-visible',
    title: 'New items not yet visible',
    description: 'An item cannot be read during the first 30 seconds after it was made.',
    spec: { hook: 'new-item', effect: { kind: 'hide', ms: 30_000 } },
  },
];

const notificationPresets: Preset[] = [
  {
    name: 'notifications-lost',
    title: 'Notifications lost',
    description: 'No change notification is sent.',
    spec: { hook: 'notification', effect: { kind: 'lose' } },
  },
  {
    name: 'notifications-late',
    title: 'Notifications 4 hours late',
    description: 'Change notifications are sent four hours later.',
    spec: { hook: 'notification', effect: { kind: 'delay', ms: 4 * hour } },
  },
  {
    name: 'notifications-doubled',
    title: 'Notifications 5 times',
    description: 'Each change notification is sent five times.',
    spec: { hook: 'notification', effect: { kind: 'double', copies: 5 } },
  },
  {
    name: 'notifications-reordered',
    title: 'Notifications out of order',
    description: 'Change notifications are sent latest first.',
    spec: { hook: 'notification', effect: { kind: 'reorder' } },
  },
];

export const graphPresets: Preset[] = [
  ...throttlingPresets('ApplicationThrottled', 'Application is over its MailboxConcurrency limit.'),
  ...batchPresets,
  ...deltaPresets,
  ...notificationPresets,
  ...tokenPresets,
  ...mailboxPresets,
];
