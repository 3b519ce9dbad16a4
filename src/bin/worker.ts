import { startWorking } from '../adapters/postgres/work.ts';
import { handleCompleteItem, handleDeadItem } from '../jobs/complete-item.ts';
import { handlePrepareMailbox } from '../jobs/prepare-mailbox.ts';
import { isMain } from '../lib/is-main.ts';
import { compose } from './compose.ts';
import type { Overrides } from './compose.ts';
import type { Config } from './config.ts';
import { run } from './run.ts';
import type { Running } from './run.ts';

/** Starts a worker: it finishes what the service's own attempts did not. Run as many as needed. */
export async function startWorker(config: Config, overrides: Overrides = {}): Promise<Running> {
  const { ports, boss, logger, close } = await compose(config, overrides, { supervise: true });
  const handlers = {
    completeItem: (payload: unknown) => handleCompleteItem(ports, payload),
    deadItem: (payload: unknown) => handleDeadItem(ports, payload),
    prepareMailbox: (payload: unknown) => handlePrepareMailbox(ports, payload),
  };
  await startWorking(boss, handlers, logger);
  logger.info({}, 'worker started');
  return { close };
}

if (isMain(import.meta.url)) await run(startWorker);
