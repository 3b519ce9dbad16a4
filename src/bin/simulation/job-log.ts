import { Failure } from '../../ports/failure.ts';
import type { Log } from '../../ports/runtime.ts';

/** The log of all processes: faults of our own are kept, since there must be none. */
export class JobLog implements Log {
  readonly faults: string[] = [];

  info(): void {
    // What went well is of no interest here.
  }

  warn(): void {
    // Whatever the outside refused.
  }

  error(fields: object, message: string): void {
    const { err } = fields as { err?: unknown };
    // Who was overtaken was told to stop.
    const isTold = (err as Error | undefined)?.name === 'AbortError';
    if (err instanceof Failure || isTold) return;
    const what = err instanceof Error ? (err.stack ?? err.message) : JSON.stringify(fields);
    this.faults.push(`${message}: ${what}`);
  }
}
