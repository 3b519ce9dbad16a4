import { createServer } from 'node:net';
import { UserError } from './options.ts';

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, 'localhost', () => server.close(() => resolve(true)));
  });

/**
 * Refuses ports that others have, before anything slow begins.
 * @throws UserError naming the first of them.
 */
export async function checkPorts(ports: number[]): Promise<void> {
  for (const port of ports) {
    if (await isFree(port)) continue;
    throw new UserError(
      `Port ${port} is in use by another program. Stop it, or choose another first port: npm start -- --port 4000`,
    );
  }
}

/**
 * The first of five free ports in a row. Below the range from which the system hands out ports of
 * its own. The test worker's number keeps parallel test files apart, and the process's own number two
 * runs of the tests: ports are taken only seconds after they were found free.
 */
export async function freeBasePort(): Promise<number> {
  const worker = Number(process.env.JEST_WORKER_ID ?? 1);
  for (let tried = 0; tried < 99; tried += 1) {
    const base = 20_000 + worker * 1_000 + ((process.pid + tried) % 99) * 10;
    const free = await Promise.all([0, 1, 2, 3, 4].map((offset) => isFree(base + offset)));
    if (free.every(Boolean)) return base;
  }
  throw new Error('no five free ports in a row');
}
