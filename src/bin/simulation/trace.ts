import { createHash } from 'node:crypto';

const gatheredLength = 65_536;

/** Of everything that happened: the same seed, the same trace. */
export class Trace {
  readonly #hash = createHash('sha256');
  #gathered = '';

  add(line: string): void {
    this.#gathered += `${line}\n`;
    if (this.#gathered.length < gatheredLength) return;
    this.#hash.update(this.#gathered);
    this.#gathered = '';
  }

  digest(): string {
    return this.#hash.update(this.#gathered).digest('hex').slice(0, 16);
  }
}
