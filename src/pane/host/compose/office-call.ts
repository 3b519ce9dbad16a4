import { composeErrorOf, ComposeError } from './compose-error.ts';

type Done<T> = (result: Office.AsyncResult<T>) => void;

/** The number of calls Office runs side by side (quality §1.1, point 54). */
const atOnce = 3;

/** An Office.js call's failure by its number. */
export class OfficeFailure extends Error {
  override name = 'OfficeFailure';
  readonly code: number;

  constructor(code: number) {
    super(`Office.js ${code}`);
    this.code = code;
  }
}

const attempt = <T>(start: (done: Done<T>) => void): Promise<T> =>
  new Promise((resolve, reject) => {
    start(({ status, value, error }) => {
      if (String(status) === 'succeeded') resolve(value);
      else reject(new OfficeFailure(error.code));
    });
  });

/** Runs Office.js calls as promises, three at a time; the others wait their turn. */
export function createOfficeCalls() {
  let running = 0;
  const waiting: (() => void)[] = [];
  const enter = async (): Promise<void> => {
    if (running < atOnce) running++;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else running--;
  };
  return async <T>(start: (done: Done<T>) => void): Promise<T> => {
    await enter();
    try {
      return await attempt(start);
    } finally {
      leave();
    }
  };
}

export type OfficeCalls = ReturnType<typeof createOfficeCalls>;

/** What a person is told of a failure. Arguments Office.js itself refuses are thrown at once. */
export const inWords = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ComposeError) throw error;
    throw composeErrorOf(error instanceof OfficeFailure ? error.code : 0);
  }
};
