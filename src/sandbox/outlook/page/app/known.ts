/** A value that is not there yet, as a promise of it; later the promise is of the newest one. */
export class Known<T> {
  #resolve: (value: T) => void = () => undefined;
  #promise: Promise<T>;

  constructor() {
    this.#promise = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  get(): Promise<T> {
    return this.#promise;
  }

  set(value: T): void {
    this.#resolve(value);
    this.#promise = Promise.resolve(value);
  }
}
