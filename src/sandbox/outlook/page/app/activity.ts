import { createContext } from 'react';
import type { Ending } from '../add-in/run-function.ts';

/** A function of an add-in that runs, or went wrong. */
export interface Activity {
  key: string;
  addInName: string;
  state: 'running' | Exclude<Ending['kind'], 'completed' | 'stopped'>;
}

type Listener = () => void;

/** What the bars on top of the page tell of functions: all that run, and failures until dismissed. */
export class Activities {
  #list: readonly Activity[] = [];
  readonly #listeners = new Set<Listener>();

  readonly list = (): readonly Activity[] => this.#list;

  readonly subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Follows a function from its start to its end. */
  async follow(addInName: string, ending: Promise<Ending>): Promise<void> {
    const key = crypto.randomUUID();
    this.#set([...this.#list, { key, addInName, state: 'running' }]);
    const { kind } = await ending;
    if (kind === 'completed' || kind === 'stopped') this.dismiss(key);
    else this.#set(this.#list.map((one) => (one.key === key ? { ...one, state: kind } : one)));
  }

  dismiss(key: string): void {
    this.#set(this.#list.filter((one) => one.key !== key));
  }

  #set(list: readonly Activity[]): void {
    this.#list = list;
    for (const listener of this.#listeners) listener();
  }
}

export const ActivitiesContext = createContext(new Activities());
