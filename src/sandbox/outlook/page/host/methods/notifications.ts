import { type Call, itemOf, type Method, officeError, OfficeError, stringOf } from '../method.ts';
import type { Notification } from '../notifications.ts';

const types: readonly Notification['type'][] = [
  'informationalMessage',
  'progressIndicator',
  'errorMessage',
  'insightMessage',
];

function notificationOf({ params }: Call): Notification {
  return {
    key: stringOf(params['key']),
    type: types[Number(params['type'])] ?? 'informationalMessage',
    message: stringOf(params['message']),
    ...(typeof params['icon'] === 'string' && { icon: params['icon'] }),
    ...(typeof params['persistent'] === 'boolean' && { persistent: params['persistent'] }),
  };
}

const listOf = (call: Call) => call.session.notifications.of(itemOf(call).id);

const store = (call: Call, list: readonly Notification[]): void =>
  call.session.notifications.set(itemOf(call).id, list);

const has = (list: readonly Notification[], key: string) =>
  list.some((notification) => notification.key === key);

function add(call: Call): void {
  const notification = notificationOf(call);
  const list = listOf(call);
  if (has(list, notification.key)) {
    throw new OfficeError(officeError.duplicateNotification, 'The key is in use.');
  }
  store(call, [...list, notification]);
}

function replace(call: Call): void {
  const notification = notificationOf(call);
  const others = listOf(call).filter(({ key }) => key !== notification.key);
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

/** Notifications on the open item, by dispatch id; the page shows them above the item. */
export const notificationMethods: Record<number, Method> = {
  33: { name: 'notificationMessages.addAsync', level: 1, run: add },
  34: { name: 'notificationMessages.getAllAsync', level: 1, run: listOf },
  35: { name: 'notificationMessages.replaceAsync', level: 1, run: replace },
  36: { name: 'notificationMessages.removeAsync', level: 1, run: remove },
};
