import { isCompose } from './backend.ts';
import { initialData } from './initial-data.ts';
import { type Level, type Method, officeError, OfficeError, stringOf } from './method.ts';
import { appointmentMethods } from './methods/appointment.ts';
import { attachmentMethods } from './methods/attachments.ts';
import { bodyMethods } from './methods/body.ts';
import { categoryMethods } from './methods/categories.ts';
import { composeMethods } from './methods/compose.ts';
import { displayMethods } from './methods/display.ts';
import { itemMethods } from './methods/item.ts';
import { mailboxMethods } from './methods/mailbox.ts';
import { notificationMethods } from './methods/notifications.ts';
import { sessionDataMethods } from './methods/session-data.ts';
import { sharedMethods } from './methods/shared.ts';
import type { HostSession } from './session.ts';

/** What `ExecuteMethod` can do; an id that is not here is answered as not supported. */
const methods: Record<number, Method> = {
  ...mailboxMethods,
  ...displayMethods,
  ...itemMethods,
  ...bodyMethods,
  ...attachmentMethods,
  ...composeMethods,
  ...appointmentMethods,
  ...sessionDataMethods,
  ...categoryMethods,
  ...notificationMethods,
  ...sharedMethods,
};

/** The host's numbers (0 Restricted, 1 ReadItem, 3 ReadWriteItem, 2 ReadWriteMailbox), in order. */
const levels: readonly Level[] = [0, 1, 3, 2];

export type Answer = Record<string, unknown>;

export interface Dispatched {
  answer: Answer;
  /** For the trace: `37 body.getAsync`. */
  method: string;
  unsupported: boolean;
}

const failure = (errorCode: number): Answer => ({ error: true, errorCode });

async function run(method: Method, params: Record<string, unknown>, session: HostSession) {
  if ((levels[session.addIn.permissionLevel] ?? 0) < method.level) {
    return failure(officeError.noPermission);
  }
  try {
    const value = await method.run({ params, session, item: session.item });
    return method.whole ? (value as Answer) : { error: false, data: value };
  } catch (error) {
    if (error instanceof OfficeError) return failure(error.errorCode);
    reportError(error);
    return failure(officeError.serverError);
  }
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/**
 * Carries out an `ExecuteMethod` request (its `_data`). Always answers with an object: a null answer
 * would leave the add-in waiting for ever.
 */
export async function executeMethod(data: unknown, session: HostSession): Promise<Dispatched> {
  const { ApiParams, MethodData } = record(data);
  const id = Number(record(MethodData)['DispatchId']);
  const method = methods[id];
  if (!method) {
    return { answer: failure(officeError.notSupported), method: `${id} ?`, unsupported: true };
  }
  const answer = await run(method, record(ApiParams), session);
  return { answer, method: `${id} ${method.name}`, unsupported: false };
}

/** A call of Office.js that is not Outlook's own. */
interface DdaMethod {
  name: string;
  run: (args: Record<string, unknown>, session: HostSession, origin: string) => void;
}

/** event.completed() of a command. */
export const completedId = 94;

/** How a command's function ended. */
export interface Completed {
  /** The id the command was raised with. */
  commandId: string;
  /** 0, or office.js's number: 11101 where the page has no function of that name. */
  status: number;
  /** What the function gave to `event.completed()`. */
  context: Record<string, unknown>;
}

/** Reads the `executeMethod` request of `event.completed()`. */
export function completedOf(data: unknown): Completed {
  const { 0: commandId, 1: status, 2: event } = record(data);
  const text = stringOf(event);
  return {
    commandId: stringOf(commandId),
    status: Number(status),
    context: record(text ? record(JSON.parse(text))['completedContext'] : undefined),
  };
}

/** What small-e `executeMethod` can do. */
const ddaMethods: Record<number, DdaMethod> = {
  // The conversation itself ends the command.
  [completedId]: { name: 'event.completed', run: () => undefined },
  97: { name: 'ui.closeContainer', run: (_args, { page }) => page.closeContainer() },
  144: {
    name: 'ui.messageParent',
    run: ({ messageToParent }, { page }, origin) =>
      page.messageParent?.(stringOf(messageToParent), origin),
  },
  145: {
    name: 'dialog.messageChild',
    run: ({ messageContent }, { page }, origin) =>
      page.messageChild?.(stringOf(messageContent), origin),
  },
};

/** Carries out a small-e `executeMethod` request of a page of that origin. */
export function executeDdaMethod(data: unknown, session: HostSession, origin: string): Dispatched {
  const args = record(data);
  const id = Number(record(args['DdaMethod'])['DispatchId']);
  const method = ddaMethods[id];
  method?.run(args, session, origin);
  return {
    answer: { Version: 1, Error: method ? 0 : officeError.notSupported },
    method: `${id} ${method?.name ?? '?'}`,
    unsupported: !method,
  };
}

/**
 * The open item as `GetInitialData` and ItemChanged want it. There is always an answer, if need be
 * without attachments: after an error here the add-in's page would never get ready.
 */
export async function currentInitialData(session: HostSession): Promise<Answer> {
  const { item, addIn, person, backend } = session;
  const attachments = item && !isCompose(item) ? await orElse(backend.attachments(item), []) : [];
  return initialData({ addIn, person, item, attachments, now: new Date() });
}

/** The value, or where it cannot be had the substitute and a report. */
export async function orElse<T>(value: Promise<T>, substitute: T): Promise<T> {
  try {
    return await value;
  } catch (error) {
    reportError(error);
    return substitute;
  }
}
