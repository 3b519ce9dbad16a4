import type { DirectoryUser } from '../../src/sandbox/entra/door.ts';
import { tenantId } from '../../src/sandbox/entra/registrations.ts';
import type { LoggedRequest } from '../../src/sandbox/kit/request-log.ts';
import { mailCycle } from '../../src/sync/mail-cycle.ts';
import type { SyncPorts } from '../../src/sync/ports.ts';
import type { Fence } from '../../src/ports/workloads.ts';
import { anna, startRegarding } from './regarding.ts';
import type { TestRegarding } from './regarding.ts';

export const mailboxOf = ({ id }: DirectoryUser) => ({ tenantId, userId: id });

/** Regarding with mailboxes that are read cycle by cycle, when the test says so. */
export interface TestReading {
  regarding: TestRegarding;
  ports: SyncPorts;
  /** The mailbox is looked after, for mail received since 2026. */
  enable: (who: DirectoryUser, level?: 'all' | 'none') => Promise<void>;
  begin: (who: DirectoryUser) => Promise<Fence>;
  /** One cycle as the clock runs it. @param own ports with something broken. */
  cycle: (who?: DirectoryUser, own?: Partial<SyncPorts>) => Promise<{ items: number }>;
  /** Graph as the person, with every right; throws for 400 and above. */
  outlook: (who: DirectoryUser, method: string, path: string, body?: unknown) => Promise<Json>;
  /** Requests the cycle's own token made to Graph since the last `forget`. */
  graphRequests: () => Promise<LoggedRequest[]>;
  close: () => Promise<void>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a test reads, it also checks
export type Json = any;

export async function startReading(): Promise<TestReading> {
  const regarding = await startRegarding();
  let ports: SyncPorts | undefined;
  await regarding.addService({
    wrap: (own) => {
      ports = own as SyncPorts;
      return own;
    },
  });
  if (!ports) throw new Error('The service has no ports');
  const all = ports;
  const begin = async (who: DirectoryUser): Promise<Fence> => {
    await regarding.query(
      `update regarding.workload set due_at = now(), not_before = null, strikes = 0 where user_id = $1`,
      [who.id],
    );
    const begun = await all.workloads.begin(mailboxOf(who), 'incoming');
    if (!begun) throw new Error('The mailbox is not due');
    return begun.fence;
  };
  return {
    regarding,
    ports: all,
    begin,
    enable: async (who, level = 'all') => {
      await all.ledger.mailboxSeen(mailboxOf(who));
      await all.settings.change(mailboxOf(who), { autoTracking: level });
      await regarding.query(
        `update regarding.mailbox set process_from = '2026-01-01' where user_id = $1`,
        [who.id],
      );
    },
    cycle: async (who = anna, own = {}) => {
      const fence = await begin(who);
      return mailCycle({ ...all, ...own }, fence, AbortSignal.timeout(180_000));
    },
    outlook: async (who, method, path, body) => {
      const headers = { prefer: 'IdType="ImmutableId"', 'content-type': 'application/json' };
      const request = { method, path, headers, ...(body !== undefined && { body }) };
      const answer = await regarding.graph.call(who.id, request);
      if (answer.status >= 400) {
        throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      }
      return answer.body;
    },
    graphRequests: () => regarding.requests('graph'),
    close: () => regarding.close(),
  };
}
