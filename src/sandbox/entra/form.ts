import { z } from 'zod';
import { EntraError } from './errors.ts';

const parametersSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** Parameters of a request (query or form), each given at most once. */
export class Form {
  readonly #values: Record<string, string | string[]>;

  constructor(body: unknown) {
    const parsed = parametersSchema.safeParse(body ?? {});
    this.#values = parsed.success ? parsed.data : {};
  }

  /** The value, or undefined where it is absent or empty. */
  get(name: string): string | undefined {
    const value = this.#values[name];
    if (Array.isArray(value)) {
      throw new EntraError(90100, `${name} parameter is given more than once or not valid.`);
    }
    return value === '' ? undefined : value;
  }

  /** The value; throws `EntraError` 900144 where it is missing. */
  require(name: string): string {
    const value = this.get(name);
    if (value !== undefined) return value;
    throw new EntraError(
      900144,
      `The request body must contain the following parameter: '${name}'.`,
    );
  }

  /** All parameters given once. */
  entries(): [string, string][] {
    return Object.entries(this.#values).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
  }
}
