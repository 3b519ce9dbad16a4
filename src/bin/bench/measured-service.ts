import { fork } from 'node:child_process';
import { join } from 'node:path';

/** The service in a process of its own. */
export interface MeasuredService {
  origin: string;
  /** Microseconds of processor time since it started. */
  cpu: () => Promise<number>;
  /** One cycle of a mailbox (Entra object id of its owner). */
  cycle: (userId: string) => Promise<{ items: number; isMore: boolean }>;
  stop: () => void;
}

/** @param dataDir where the sandbox keeps its certificate. */
export async function startMeasuredService(
  basePort: number,
  dataDir: string,
): Promise<MeasuredService> {
  const program = join(import.meta.dirname, 'service-process.ts');
  const child = fork(program, [String(basePort), dataDir], { stdio: ['ignore', 2, 2, 'ipc'] });
  const next = () =>
    new Promise<unknown>((resolve, reject) => {
      const ended = () => reject(new Error('the measured service ended'));
      child.once('exit', ended);
      child.once('message', (answer) => {
        child.off('exit', ended);
        resolve(answer);
      });
    });
  const { port } = (await next()) as { port: number };
  return {
    origin: `https://localhost:${port}`,
    cpu: async () => {
      const answer = next();
      child.send({});
      const { user, system } = (await answer) as NodeJS.CpuUsage;
      return user + system;
    },
    cycle: async (userId) => {
      const answer = next();
      child.send({ cycle: userId });
      return (await answer) as { items: number; isMore: boolean };
    },
    stop: () => child.disconnect(),
  };
}
