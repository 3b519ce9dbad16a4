import type { PageArgs, PageDefinition } from './page.ts';

export interface OpenPage {
  id: PageDefinition['id'];
  args: PageArgs;
  /** Tells two openings of the same page apart. */
  serial: number;
}

/** The pages that lie over the item's screen, last opened on top. */
export class Navigation {
  readonly #subscribers = new Set<() => void>();
  #pages: readonly OpenPage[] = [];
  #serial = 0;

  subscribe = (subscriber: () => void): (() => void) => {
    this.#subscribers.add(subscriber);
    return () => void this.#subscribers.delete(subscriber);
  };

  getPages = (): readonly OpenPage[] => this.#pages;

  open = (id: PageDefinition['id'], args: PageArgs = {}): void => {
    this.#serial += 1;
    this.#set([...this.#pages, { id, args, serial: this.#serial }]);
  };

  back = (): void => this.#set(this.#pages.slice(0, -1));

  /** Closes the first page that `isStale`, and everything opened from it. */
  closeFrom(isStale: (id: string) => boolean): void {
    const first = this.#pages.findIndex(({ id }) => isStale(id));
    if (first >= 0) this.#set(this.#pages.slice(0, first));
  }

  #set(pages: readonly OpenPage[]): void {
    this.#pages = pages;
    for (const subscriber of this.#subscribers) subscriber();
  }
}
