import type { MailboxesResponse, MailboxOverview } from '../contracts/mailboxes.ts';
import type { Actor, Caller } from '../ports/actor.ts';
import type { ClockState } from '../ports/clocks.ts';
import type { Workload } from '../ports/workloads.ts';
import { checkAdministrator } from '../tracking/check-administrator.ts';
import { Refusal } from '../tracking/problem.ts';
import { shownClock } from '../tracking/shown-clock.ts';
import { userNames } from '../tracking/user-names.ts';
import type { SyncPorts } from './ports.ts';

export type MailboxPorts = Pick<
  SyncPorts,
  'access' | 'clocks' | 'crm' | 'folderRules' | 'workloads' | 'log'
>;

/** As many as an administrator looks through; those in trouble are among them. */
const atMost = 300;
const namesWithinMs = 15_000;

type Clocks = ReadonlyMap<Workload, ClockState>;

function byMailbox(clocks: readonly ClockState[]): Map<string, Map<Workload, ClockState>> {
  const mailboxes = new Map<string, Map<Workload, ClockState>>();
  for (const clock of clocks) {
    const known = mailboxes.get(clock.userId) ?? new Map<Workload, ClockState>();
    mailboxes.set(clock.userId, known.set(clock.workload, clock));
  }
  return mailboxes;
}

/** Paused before failing before well. */
const trouble = (clocks: Clocks): number => {
  const all = [...clocks.values()];
  if (all.some(({ pausedAt }) => pausedAt !== null)) return 2;
  return all.some(({ problem }) => problem !== null) ? 1 : 0;
};

/** Every mailbox that is looked after, for administrators. @throws Failure `forbidden`. */
export async function listMailboxes(
  ports: MailboxPorts,
  caller: Caller,
): Promise<MailboxesResponse> {
  await checkAdministrator(ports, caller);
  const { tenantId } = caller;
  const [clocks, rules] = await Promise.all([
    ports.clocks.ofTenant(tenantId),
    ports.folderRules.counts(tenantId),
  ]);
  const all = [...byMailbox(clocks)].toSorted(([, a], [, b]) => trouble(b) - trouble(a));
  const some = all.slice(0, atMost);
  const ids = some.map(([userId]) => userId);
  const names = await userNames(ports, caller, ids, AbortSignal.timeout(namesWithinMs));
  const shown = some.map(([userId, of]): MailboxOverview & { trouble: number } => ({
    userId,
    name: names.get(userId) ?? '',
    incoming: shownClock(of.get('incoming')),
    outgoing: shownClock(of.get('outgoing')),
    mappedFolders: rules.get(userId) ?? 0,
    trouble: trouble(of),
  }));
  const mailboxes = shown.toSorted((a, b) => b.trouble - a.trouble || a.name.localeCompare(b.name));
  return { mailboxes, total: all.length };
}

/**
 * The mailbox an administrator looks after, as its owner: what is done there is written down.
 * @throws Failure `forbidden`; Refusal `not-found` for one nobody looks after.
 */
export async function administeredMailbox(
  ports: MailboxPorts,
  caller: Caller,
  userId: string,
): Promise<Actor> {
  await checkAdministrator(ports, caller);
  const { tenantId } = caller;
  const mailbox = { tenantId, userId };
  const clocks = await ports.clocks.ofMailbox(mailbox);
  if (clocks.length === 0) throw new Refusal('not-found');
  ports.log.info({ by: caller.userId, mailbox: userId }, 'an administrator acts on a mailbox');
  return mailbox;
}

/** Starts a mailbox's paused clocks anew. */
async function resume({ workloads }: MailboxPorts, mailbox: Actor): Promise<void> {
  await workloads.resume(mailbox, 'incoming');
  await workloads.resume(mailbox, 'outgoing');
}

/** Somebody mended a mailbox's problem. @throws Failure `forbidden`; Refusal `not-found`. */
export async function resumeMailbox(
  ports: MailboxPorts,
  caller: Caller,
  userId: string,
): Promise<void> {
  await resume(ports, await administeredMailbox(ports, caller, userId));
}

/** The caller's own; nothing where it is not paused. */
export const resumeOwnMailbox = resume;
