import { randomUUID } from 'node:crypto';
import { applicationOf, jsonBody, type Call, type GraphAnswer, type Handler } from '../call.ts';
import { graphContext } from '../context.ts';
import { requireMailboxReach } from '../delegates/reach.ts';
import { accessDenied, GraphError } from '../errors.ts';
import type { Json } from '../store/schema.ts';
import { pick, selection } from '../select.ts';
import { shakeHands } from './endpoint.ts';
import { ticks } from './payload.ts';
import {
  checkProperties,
  readExpiry,
  readNew,
  required,
  subscriptionProperties,
} from './read-body.ts';
import { readResource } from './resource.ts';
import type { Subscription } from './store.ts';

const mostPerMailbox = 1_000;

/** A reminder comes when a third of the life is left, but not earlier than half a day before. */
export function reminderOf(now: Date, expires: Date): Date {
  const left = Math.min((expires.getTime() - now.getTime()) / 3, 12 * 60 * 60_000);
  return new Date(expires.getTime() - left);
}

const asGraph = (one: Subscription): Json => ({
  id: one.id,
  resource: one.resource,
  applicationId: one.app,
  changeType: one.change_types,
  clientState: one.client_state,
  notificationUrl: one.notification_url,
  notificationQueryOptions: null,
  notificationUrlAppId: null,
  lifecycleNotificationUrl: one.lifecycle_url,
  expirationDateTime: ticks(one.expires).replace(/0+Z$/, 'Z').replace(/\.Z$/, 'Z'),
  creatorId: one.creator,
  includeResourceData: one.includes_data,
  latestSupportedTlsVersion: one.tls_version,
  encryptionCertificate: one.certificate,
  encryptionCertificateId: one.certificate_id,
});

function answerOne(call: Call, one: Subscription, status = 200): GraphAnswer {
  const body = { '@odata.context': graphContext(call, 'subscriptions/$entity'), ...asGraph(one) };
  return { status, body };
}

/** The caller's application; the Outlook page has none. */
function ownApplication(call: Call): string {
  const app = applicationOf(call.request.caller);
  if (app === undefined) throw accessDenied();
  return app;
}

async function findOwn(call: Call, id: string): Promise<Subscription> {
  await call.graph.subscriptions.keepTime();
  const found = call.graph.subscriptions.store.find(id);
  if (found?.app === ownApplication(call)) return found;
  throw new GraphError(404, 'ResourceNotFound', 'The object was not found.');
}

function requireRoom({ graph }: Call, mailbox: string): void {
  const active = graph.subscriptions.store.list().filter((one) => one.mailbox === mailbox);
  if (active.length < mostPerMailbox) return;
  throw new GraphError(
    403,
    'ExtensionError',
    `Operation: Create; Exception: [Status Code: Forbidden; Reason: The mailbox has reached its limit of ${mostPerMailbox} subscriptions.]`,
  );
}

/** Graph tells of changes in one's own mailbox, and an application of any it reaches. */
function requireOwn(call: Call, mailbox: string): void {
  const { caller } = call.request;
  if (caller.kind !== 'application' && caller.id !== mailbox) throw accessDenied();
}

export const createSubscription: Handler = async (call) => {
  const { graph, request, prefer } = call;
  const app = ownApplication(call);
  const body = jsonBody(call);
  checkProperties(body);
  const resource = required(body, 'resource');
  const { permission, ...watched } = await readResource(graph, request, resource);
  requireOwn(call, watched.mailbox);
  requireMailboxReach(graph, request.caller, watched.mailbox, permission);
  const given = readNew(body, watched, graph.now());
  await graph.subscriptions.keepTime();
  requireRoom(call, watched.mailbox);
  const { handshakeMs } = graph.throttle.limits;
  await shakeHands(given.notification_url, handshakeMs);
  if (given.lifecycle_url !== null) await shakeHands(given.lifecycle_url, handshakeMs);
  const subscription: Subscription = {
    ...given,
    id: randomUUID(),
    app,
    creator: request.caller.id,
    kind: watched.kind,
    mailbox: watched.mailbox,
    container: watched.container,
    selected: watched.select,
    resource,
    remind: given.lifecycle_url === null ? null : reminderOf(graph.now(), given.expires),
    is_immutable: prefer.isImmutableId,
  };
  await graph.subscriptions.store.save(subscription);
  return answerOne(call, subscription, 201);
};

export const listSubscriptions: Handler = async (call) => {
  const app = ownApplication(call);
  await call.graph.subscriptions.keepTime();
  const selected = selection(call.query, 'subscription', Object.keys(subscriptionProperties));
  const value = call.graph.subscriptions.store
    .list()
    .filter((one) => one.app === app)
    .filter(
      ({ creator }) =>
        call.request.caller.kind === 'application' || creator === call.request.caller.id,
    )
    .map((one) => pick(asGraph(one), selected));
  return { status: 200, body: { '@odata.context': graphContext(call, 'subscriptions'), value } };
};

export const getSubscription: Handler = async (call, id = '') =>
  answerOne(call, await findOwn(call, id));

/** Only the end and the endpoint of a subscription can be changed. */
const changeable = ['expirationDateTime', 'notificationUrl'];

async function renew(call: Call, subscription: Subscription, body: Json): Promise<Subscription> {
  const { kind, includes_data: includesData } = subscription;
  const now = call.graph.now();
  const isRenewed = body['expirationDateTime'] !== undefined;
  const expires = isRenewed ? readExpiry(body, { kind, includesData, now }) : subscription.expires;
  const hasReminder = subscription.lifecycle_url !== null;
  const renewed = {
    ...subscription,
    expires,
    remind: hasReminder ? reminderOf(now, expires) : null,
  };
  await call.graph.subscriptions.store.save(renewed);
  return renewed;
}

export const updateSubscription: Handler = async (call, id = '') => {
  const subscription = await findOwn(call, id);
  const body = jsonBody(call);
  checkProperties(body);
  const fixed = Object.keys(body).find(
    (name) => !changeable.includes(name) && !name.startsWith('@odata.'),
  );
  if (fixed !== undefined) {
    throw new GraphError(400, 'InvalidRequest', `The property '${fixed}' cannot be updated.`);
  }
  const url = body['notificationUrl'];
  if (typeof url !== 'string') return answerOne(call, await renew(call, subscription, body));
  await shakeHands(url, call.graph.throttle.limits.handshakeMs);
  return answerOne(call, await renew(call, { ...subscription, notification_url: url }, body));
};

export const deleteSubscription: Handler = async (call, id = '') => {
  const { id: found } = await findOwn(call, id);
  await call.graph.subscriptions.remove(found);
  return { status: 204 };
};

/** Proves that the caller may still read; the end stays. */
export const reauthorize: Handler = async (call, id = '') => {
  const subscription = await findOwn(call, id);
  const remind =
    subscription.lifecycle_url === null ? null : reminderOf(call.graph.now(), subscription.expires);
  await call.graph.subscriptions.store.save({ ...subscription, remind });
  return { status: 200 };
};
