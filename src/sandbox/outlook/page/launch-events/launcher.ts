import type { AddIn, LaunchHandler } from '../../manifest/add-in.ts';
import type { Ending, FunctionCall } from '../add-in/run-function.ts';
import type { HostItem } from '../host/backend.ts';
import { alert, alertAfter, type AlertChoice, type SmartAlert } from './smart-alert.ts';

/** An add-in that runs longer than this before sending is told of. */
export const patienceMs = 5_000;

/** Outlook runs as many add-ins for one event. */
const activeLimit = 5;

export interface LauncherPage {
  /** Resolves once they are read: what happens before that is told to them too. */
  addIns: () => Promise<readonly AddIn[]>;
  run: (call: FunctionCall, signal: AbortSignal) => Promise<Ending>;
  /** Asks the person; the signal takes the question back, which then is never answered. */
  ask: (alert: SmartAlert, signal: AbortSignal) => Promise<AlertChoice>;
  /** Opens what a command of the add-in opens. */
  openCommand: (addIn: AddIn, commandId: string, item: HostItem) => void;
}

export interface LaunchOptions {
  signal?: AbortSignal;
  addInId?: string;
}

interface Handler extends LaunchHandler {
  addIn: AddIn;
}

const sendEvents: Partial<Record<HostItem['kind'], string>> = {
  messageCompose: 'OnMessageSend',
  appointmentCompose: 'OnAppointmentSend',
};

/** Resolves after `ms`; never where the signal comes first. */
const after = (ms: number, signal: AbortSignal): Promise<'slow'> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve('slow'), ms);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });

/** Runs the functions that add-ins want run by themselves, and asks before sending. */
export class Launcher {
  readonly #page: LauncherPage;

  constructor(page: LauncherPage) {
    this.#page = page;
  }

  /**
   * Tells the add-ins of an event about an item; resolves when all of them are done or stopped. An
   * add-in that fails is no matter of the person's: nothing is shown.
   * @param fields what the event carries beside its kind, such as `changedRecipientFields`
   * @param options `signal` stops them: the person went to another item; `addInId`: that one alone
   */
  async launch(
    event: string,
    item: HostItem,
    fields: Record<string, unknown> = {},
    { signal = new AbortController().signal, addInId }: LaunchOptions = {},
  ): Promise<void> {
    const handlers = await this.#handlersOf([event]);
    const wanted = handlers.filter(({ addIn }) => !addInId || addIn.id === addInId);
    const calls = wanted.map((handler) => this.#page.run(callOf(handler, item, fields), signal));
    await Promise.all(calls);
  }

  /**
   * Asks the add-ins one after another whether an item may be sent, and where one disallows or does
   * not answer, the person. `stay`: the item must not be sent.
   */
  async beforeSend(item: HostItem): Promise<AlertChoice> {
    const event = sendEvents[item.kind];
    if (!event) return 'send';
    for (const handler of await this.#handlersOf([event, 'ItemSend'])) {
      if ((await this.#allows(handler, item)) === 'stay') return 'stay';
    }
    return 'send';
  }

  async #handlersOf(events: readonly string[]): Promise<Handler[]> {
    const addIns = await this.#page.addIns();
    return addIns
      .flatMap((addIn) => addIn.launchHandlers.map((handler) => ({ ...handler, addIn })))
      .filter(({ event }) => events.includes(event))
      .slice(0, activeLimit);
  }

  async #allows(handler: Handler, item: HostItem): Promise<AlertChoice> {
    const { addIn, sendMode } = handler;
    const mode = sendMode ?? 'Block';
    const stop = new AbortController();
    const ending = this.#page.run(callOf(handler, item, {}), stop.signal);
    const first = await Promise.race([ending, this.#whenSlow(handler, ending)]);
    stop.abort();
    if (typeof first === 'string') return first;
    const question = alertAfter(first, mode, addIn.name);
    if (!question) return first.kind === 'stopped' ? 'stay' : 'send';
    const choice = await this.#page.ask(question, new AbortController().signal);
    if (choice === 'stay' && question.commandId) {
      this.#page.openCommand(addIn, question.commandId, item);
    }
    return choice;
  }

  /** After five seconds, the person's choice; never where the add-in ends first. */
  async #whenSlow({ addIn, sendMode }: Handler, ending: Promise<Ending>): Promise<AlertChoice> {
    const ended = new AbortController();
    void ending.finally(() => ended.abort());
    await after(patienceMs, ended.signal);
    return this.#page.ask(alert('slow', sendMode ?? 'Block', addIn.name), ended.signal);
  }
}

const callOf = (
  { addIn, url, functionName, event }: Handler,
  item: HostItem,
  fields: Record<string, unknown>,
): FunctionCall => ({
  addIn,
  url,
  functionName,
  item,
  event: { type: event, source: { id: addIn.id }, ...fields },
});
