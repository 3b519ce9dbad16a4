import type { AlertChoice, SmartAlert } from './smart-alert.ts';

export interface Question {
  key: string;
  alert: SmartAlert;
  answer: (choice: AlertChoice) => void;
}

type Listener = () => void;

/** The questions before sending that wait for an answer; the first one is shown. */
export class Questions {
  #list: readonly Question[] = [];
  readonly #listeners = new Set<Listener>();

  readonly first = (): Question | undefined => this.#list[0];

  readonly subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Resolves with the person's answer; never where the signal takes the question back. */
  ask(alert: SmartAlert, signal: AbortSignal): Promise<AlertChoice> {
    const key = crypto.randomUUID();
    const remove = () => this.#set(this.#list.filter((one) => one.key !== key));
    signal.addEventListener('abort', remove);
    return new Promise((resolve) => {
      const answer = (choice: AlertChoice) => {
        remove();
        resolve(choice);
      };
      this.#set([...this.#list, { key, alert, answer }]);
    });
  }

  #set(list: readonly Question[]): void {
    this.#list = list;
    for (const listener of this.#listeners) listener();
  }
}
