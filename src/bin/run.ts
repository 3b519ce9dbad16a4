import { ConfigError, readConfig } from './config.ts';
import type { Config } from './config.ts';

/** Anything that runs until it is told to stop. */
export interface Running {
  close: () => Promise<void>;
}

/** Runs a program from the environment until SIGTERM or SIGINT; exits with 1 where it cannot start. */
export async function run(start: (config: Config) => Promise<Running>): Promise<void> {
  try {
    const running = await start(readConfig(process.env));
    const stop = (): void => {
      void running.close().then(() => process.exit(0));
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  } catch (error) {
    console.error(error instanceof ConfigError ? error.message : error);
    process.exit(1);
  }
}
