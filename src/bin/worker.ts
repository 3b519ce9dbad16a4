import { startWorking } from '../adapters/postgres/work.ts';
import { handleCompleteItem, handleDeadItem } from '../jobs/complete-item.ts';
import { handlePrepareMailbox } from '../jobs/prepare-mailbox.ts';
import type { MailboxRef } from '../ports/workloads.ts';
import { isMain } from '../lib/is-main.ts';
import { mailCycle } from '../sync/mail-cycle.ts';
import { sendCycle } from '../sync/send-cycle.ts';
import type { Cycle } from '../sync/run-cycle.ts';
import { startClock } from './clock.ts';
import { compose } from './compose.ts';
import type { Overrides } from './compose.ts';
import type { Config } from './config.ts';
import { run } from './run.ts';
import type { Running } from './run.ts';

export interface RunningWorker extends Running {
  /** Has a mailbox looked after also before its owner opened the pane. */
  lookAfter: (mailbox: MailboxRef) => Promise<void>;
}

/**
 * Starts a worker: it reads the mailboxes by their clocks, and finishes what the service's own
 * attempts did not. Run as many as needed.
 */
export async function startWorker(
  config: Config,
  overrides: Overrides = {},
): Promise<RunningWorker> {
  const composition = await compose(config, overrides, { supervise: true });
  const { ports, boss, logger } = composition;
  const handlers = {
    completeItem: (payload: unknown) => handleCompleteItem(ports, payload),
    deadItem: (payload: unknown) => handleDeadItem(ports, payload),
    prepareMailbox: (payload: unknown) => handlePrepareMailbox(ports, payload),
  };
  await startWorking(boss, handlers, logger);
  const incoming: Cycle = (fence, signal) => mailCycle(ports, fence, signal);
  const outgoing: Cycle = (fence, signal) => sendCycle(ports, fence, signal);
  const clock = startClock(composition, config, overrides.cycles ?? { incoming, outgoing });
  logger.info({}, 'worker started');
  const close = async (): Promise<void> => {
    await clock.close();
    await composition.close();
  };
  return { close, lookAfter: (mailbox) => ports.ledger.mailboxSeen(mailbox) };
}

if (isMain(import.meta.url)) await run(startWorker);
