import { isCompose } from '../backend.ts';
import { type Call, itemOf, type Method, officeError, OfficeError, stringOf } from '../method.ts';
import type { Notification, NotificationAction } from '../notifications.ts';

const types: readonly Notification['type'][] = [
  'informationalMessage',
  'progressIndicator',
  'errorMessage',
  'insightMessage',
];

/** Of one add-in on one item. */
const maxNotifications = 5;

function actionOf(value: unknown): NotificationAction | undefined {
  const [first] = Array.isArray(value) ? (value as unknown[]) : [];
  if (typeof first !== 'object' || first === null) return undefined;
  const { actionText, commandId, contextData } = first as Record<string, unknown>;
  return {
    text: stringOf(actionText),
    commandId: stringOf(commandId),
    // The add-in gets it as the initialization context of the pane the action opens.
    context: typeof contextData === 'string' ? contextData : JSON.stringify(contextData ?? ''),
  };
}

function notificationOf({ params, session }: Call): Notification {
  const action = actionOf(params['actions']);
  return {
    addInId: session.addIn.id,
    addInName: session.addIn.name,
    ...(action && { action }),
    key: stringOf(params['key']),
    type: types[Number(params['type'])] ?? 'informationalMessage',
    message: stringOf(params['message']),
    ...(typeof params['icon'] === 'string' && { icon: params['icon'] }),
    ...(typeof params['persistent'] === 'boolean' && { persistent: params['persistent'] }),
  };
}

const isOwn = (call: Call) => (one: Notification) => one.addInId === call.session.addIn.id;

/** The add-in's own; it does not see what others put on the item. */
const listOf = (call: Call) => call.session.notifications.of(itemOf(call).id).filter(isOwn(call));

function store(call: Call, list: readonly Notification[]): void {
  const { notifications } = call.session;
  const { id } = itemOf(call);
  const others = notifications.of(id).filter((one) => !isOwn(call)(one));
  notifications.set(id, [...others, ...list]);
}

/** A lasting notification needs an item that lasts. */
function checkPersistence(call: Call, { persistent }: Notification): void {
  const item = itemOf(call);
  if (!persistent || !isCompose(item) || item.savedId() !== undefined) return;
  throw new OfficeError(officeError.cannotPersistUnsaved, 'The draft is not saved.');
}

function checkCount(list: readonly Notification[], { type }: Notification): void {
  const isSecondInsight =
    type === 'insightMessage' && list.some((other) => other.type === 'insightMessage');
  if (list.length < maxNotifications && !isSecondInsight) return;
  throw new OfficeError(officeError.tooManyNotifications, 'There are too many notifications.');
}

const has = (list: readonly Notification[], key: string) =>
  list.some((notification) => notification.key === key);

function add(call: Call): void {
  const notification = notificationOf(call);
  const list = listOf(call);
  if (has(list, notification.key)) {
    throw new OfficeError(officeError.duplicateNotification, 'The key is in use.');
  }
  checkCount(list, notification);
  checkPersistence(call, notification);
  store(call, [...list, notification]);
}

function replace(call: Call): void {
  const notification = notificationOf(call);
  const others = listOf(call).filter(({ key }) => key !== notification.key);
  checkCount(others, notification);
  checkPersistence(call, notification);
  store(call, [...others, notification]);
}

function remove(call: Call): void {
  const key = stringOf(call.params['key']);
  const list = listOf(call);
  if (!has(list, key)) throw new OfficeError(officeError.unknownNotification, 'No such key.');
  store(
    call,
    list.filter((notification) => notification.key !== key),
  );
}

const asHost = ({ key, type, message, icon, persistent }: Notification) => ({
  key,
  type,
  message,
  icon,
  persistent,
});

/** Notifications on the open item, by dispatch id; the page shows them above the item. */
export const notificationMethods: Record<number, Method> = {
  33: { name: 'notificationMessages.addAsync', level: 1, run: add },
  34: {
    name: 'notificationMessages.getAllAsync',
    level: 1,
    run: (call) => listOf(call).map(asHost),
  },
  35: { name: 'notificationMessages.replaceAsync', level: 1, run: replace },
  36: { name: 'notificationMessages.removeAsync', level: 1, run: remove },
};
