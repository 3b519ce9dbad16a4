import type { AppContextOptions } from './app-context.ts';
import { appContext } from './app-context.ts';
import { isCompose } from './backend.ts';
import {
  type Completed,
  completedId,
  completedOf,
  currentInitialData,
  executeDdaMethod,
  executeMethod,
  orElse,
} from './dispatch.ts';
import type { Dispatched } from './dispatch.ts';
import { openDialog } from './dialog.ts';
import { officeError } from './method.ts';
import type { FrameIds } from './frame-name.ts';
import { isLost, type ItemChangedFault, itemChangedDelayMs } from './item-changed-fault.ts';
import type { Phone } from './phone.ts';
import type { HostSession } from './session.ts';
import type { Trace } from './trace.ts';
import {
  actionType,
  agaveAction,
  answerTo,
  eventFor,
  notifyAgave,
  type XdmRequest,
} from './xdm.ts';

/** Events a page may register for; named as office.js names them on the wire. */
export const hostEvents = {
  itemChanged: 'olkItemSelectedChanged',
  themeChanged: 'officeThemeChanged',
  commandInvoked: 'appCommandInvoked',
  infobarClicked: 'olkInfobarClicked',
  recipientsChanged: 'olkRecipientsChanged',
  attachmentsChanged: 'olkAttachmentsChanged',
  appointmentTimeChanged: 'olkAppointmentTimeChanged',
  recurrenceChanged: 'olkRecurrenceChanged',
  enhancedLocationsChanged: 'olkEnhancedLocationsChanged',
  dialogNotificationShown: 'dialogNotificationShown',
  dialogMessage: 'dialogMessageReceived',
  parentMessage: 'dialogParentMessageReceived',
} as const;
export type HostEvent = (typeof hostEvents)[keyof typeof hostEvents];

const known: readonly string[] = Object.values(hostEvents);

export interface ConversationOptions {
  ids: FrameIds;
  session: HostSession;
  locale: string;
  phone?: Phone | undefined;
  hostOrigin: string;
  trace: Trace;
  /** Posts to the page; the router knows its window. */
  post: (message: string, targetOrigin: string) => void;
  /** The page registered for an event. */
  onRegistered?: (event: string) => void;
  /** A command's function called `event.completed()`. */
  onCompleted?: (completed: Completed) => void;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The host's side of one open page: answers its requests and raises events it registered for. */
export class Conversation {
  readonly #options: ConversationOptions;
  readonly #registrations = new Map<string, XdmRequest>();
  /** The page's origin when it last introduced itself; a page may navigate within its domains. */
  #pageOrigin: string | undefined;
  #turn = 0;
  #stopListening = (): void => undefined;

  constructor(options: ConversationOptions) {
    this.#options = options;
    this.#follow(options.session.item);
  }

  /** The page is gone: nothing more is raised. */
  end(): void {
    this.#stopListening();
  }

  /** What changes an item that is written is told to its page. */
  #follow(item: HostSession['item']): void {
    this.#stopListening();
    this.#stopListening = isCompose(item)
      ? item.listen(({ name, data }) => void this.raise(name, [JSON.stringify(data)]))
      : () => undefined;
  }

  get ids(): FrameIds {
    return this.#options.ids;
  }

  get session(): HostSession {
    return this.#options.session;
  }

  /** Takes a request of this conversation; `origin` is the sender's, already checked. */
  async receive(request: XdmRequest, origin: string): Promise<void> {
    if (request._actionType === actionType.invoke) return this.#invoked(request, origin);
    this.#trace('from-page', `${request._actionName} register ${request._actionType}`);
    this.#reply(request, origin, this.#register(request));
    if (request._actionType === actionType.registerEvent) {
      this.#options.onRegistered?.(request._actionName);
    }
  }

  /** Raises an event; false where the page did not register for it. */
  raise(event: HostEvent, data: unknown): boolean {
    const registration = this.#registrations.get(event);
    if (!registration || !this.#pageOrigin) return false;
    this.#trace('to-page', event);
    this.#options.post(eventFor(registration, this.#options.hostOrigin, data), this.#pageOrigin);
    return true;
  }

  /** Whether that is the open item. */
  isAbout(item: HostSession['item']): boolean {
    return this.session.item?.id === item?.id;
  }

  /**
   * Makes another item the open one and tells the page; the same item, read anew, only takes the
   * place of the one before. When the selection moves on before the item is read, only the last one
   * is told. False where the page did not ask to be told.
   * @param fault how the telling fails, as it does in the field
   */
  async setItem(
    item: HostSession['item'],
    noItemContext: boolean,
    fault: ItemChangedFault = 'none',
  ): Promise<boolean> {
    this.#turn += 1;
    const turn = this.#turn;
    if (this.isAbout(item)) {
      this.session.item = item;
      return true;
    }
    const next = { ...this.session, item };
    const data = item || noItemContext ? await currentInitialData(next) : '';
    if (fault === 'delay') await pause(itemChangedDelayMs);
    if (turn !== this.#turn) return true;
    this.session.item = item;
    this.#follow(item);
    return this.#tellItem(data, item, fault);
  }

  #tellItem(data: object | string, item: HostSession['item'], fault: ItemChangedFault): boolean {
    const { itemChanged } = hostEvents;
    if (isLost(item, fault)) return true;
    if (fault === 'double') this.raise(itemChanged, data);
    return this.raise(itemChanged, fault === 'null' ? '' : data);
  }

  /** Asks the page to take the focus at its first or last control. */
  focus(where: 'first' | 'last'): void {
    if (!this.#pageOrigin) return;
    const action = where === 'first' ? agaveAction.tabIn : agaveAction.tabInShift;
    const { ids, hostOrigin, post } = this.#options;
    post(notifyAgave(ids.conversationId, hostOrigin, action), this.#pageOrigin);
  }

  #register(request: XdmRequest): object {
    const { _actionType: type, _actionName: name } = request;
    if (!known.includes(name)) return { Error: officeError.notSupported };
    const isNew = type === actionType.registerEvent;
    if (name === hostEvents.dialogMessage) {
      const error = this.#dialog(request, isNew);
      if (error) return { Error: error };
    }
    if (isNew) this.#registrations.set(name, request);
    else this.#registrations.delete(name);
    return { Error: 0 };
  }

  /** Listening to a dialog opens it, to listen no more closes it. */
  #dialog(request: XdmRequest, isNew: boolean): number {
    const { page } = this.session;
    if (!page.openDialog) return officeError.notSupported;
    if (isNew) return openDialog(request, this.session, page.openDialog);
    page.closeDialog?.();
    return 0;
  }

  async #invoked(request: XdmRequest, origin: string): Promise<void> {
    const answer = await this.#answer(request, origin);
    if (answer !== undefined) this.#reply(request, origin, answer);
  }

  async #answer(request: XdmRequest, origin: string): Promise<unknown> {
    switch (request._actionName) {
      case 'ContextActivationManager_getAppContextAsync':
        return this.#introduce(origin);
      case 'ContextActivationManager_notifyHost':
        this.#notified(request._data);
        return undefined;
      case 'GetInitialData':
        this.#trace('from-page', request._actionName);
        return currentInitialData(this.session);
      case 'ExecuteMethod':
        return this.#dispatched(request, await executeMethod(request._data, this.session));
      case 'executeMethod':
        return this.#dispatched(request, executeDdaMethod(request._data, this.session, origin));
      default:
        this.#trace('from-page', request._actionName, { unsupported: true });
        return { error: true, errorCode: officeError.notSupported };
    }
  }

  /** A page starts anew, also after it navigated: what it registered for before is gone. */
  async #introduce(origin: string): Promise<object> {
    this.#trace('from-page', 'ContextActivationManager_getAppContextAsync');
    this.#registrations.clear();
    this.#pageOrigin = origin;
    const { session, ids, locale, phone } = this.#options;
    const roamingSettings = await orElse(session.backend.roamingSettings(session.addIn.id), {});
    const options: AppContextOptions = {
      addIn: session.addIn,
      url: session.url,
      locale,
      controlId: ids.controlId,
      roamingSettings,
      phone,
    };
    return appContext(options);
  }

  #dispatched(request: XdmRequest, { answer, method, unsupported }: Dispatched): object {
    this.#trace('from-page', request._actionName, {
      method,
      ...(unsupported && { unsupported: true }),
    });
    if (method.startsWith(`${completedId} `))
      this.#options.onCompleted?.(completedOf(request._data));
    return answer;
  }

  /** The page reports how the keyboard left it. */
  #notified(data: unknown): void {
    const action: unknown = Array.isArray(data) ? data[1] : undefined;
    this.#trace('from-page', `notifyHost ${String(action)}`);
    const { page } = this.session;
    if (action === agaveAction.tabExit) page.leaveFocus('forward');
    if (action === agaveAction.tabExitShift || action === agaveAction.escapeExit) {
      page.leaveFocus('backward');
    }
  }

  #reply(request: XdmRequest, origin: string, data: unknown): void {
    this.#trace('to-page', request._actionName);
    this.#options.post(answerTo(request, this.#options.hostOrigin, data), origin);
  }

  #trace(direction: 'from-page' | 'to-page', action: string, more: object = {}): void {
    this.#options.trace.add({ direction, action, ...more });
  }
}
