import { watchedFolders } from '../../ports/subscriptions.ts';
import type {
  DueSubscription,
  NoticeProof,
  Subscription,
  Subscriptions,
  WatchedFolder,
} from '../../ports/subscriptions.ts';
import type { MailboxRef } from '../../ports/workloads.ts';
import { mailboxKey } from './memory-database.ts';

interface Kept {
  mailbox: MailboxRef;
  folder: WatchedFolder;
  id: string | null;
  secret: string;
  renewAt: number;
  failures: number;
}

const placeOf = (mailbox: MailboxRef, folder: WatchedFolder): string =>
  `${mailboxKey(mailbox)}|${folder}`;

/** Subscriptions in memory. */
export class MemorySubscriptions implements Subscriptions {
  readonly #now: () => number;
  readonly #kept = new Map<string, Kept>();
  readonly #byId = new Map<string, Kept>();

  constructor(now: () => number) {
    this.#now = now;
  }

  due(mailbox: MailboxRef): Promise<DueSubscription[]> {
    const due = watchedFolders.flatMap((folder): DueSubscription[] => {
      const kept = this.#kept.get(placeOf(mailbox, folder));
      if (!kept) return [{ folder, id: null, failures: 0 }];
      return kept.renewAt <= this.#now() ? [{ folder, id: kept.id, failures: kept.failures }] : [];
    });
    return Promise.resolve(due);
  }

  keep(
    mailbox: MailboxRef,
    folder: WatchedFolder,
    { id, expiresAt }: Subscription,
    secret?: string,
  ): Promise<void> {
    const known = this.#kept.get(placeOf(mailbox, folder));
    const renewAt = this.#now() + (expiresAt.getTime() - this.#now()) / 2;
    const kept = {
      mailbox,
      folder,
      id,
      renewAt,
      failures: 0,
      secret: secret ?? known?.secret ?? '',
    };
    this.#put(kept, known);
    return Promise.resolve();
  }

  failed(mailbox: MailboxRef, folder: WatchedFolder, retryInMs: number): Promise<void> {
    const known = this.#kept.get(placeOf(mailbox, folder));
    const failures = (known?.failures ?? 0) + 1;
    const renewAt = this.#now() + retryInMs;
    this.#put({ mailbox, folder, id: null, secret: '', renewAt, failures }, known);
    return Promise.resolve();
  }

  forget(mailbox: MailboxRef): Promise<string[]> {
    const ids = watchedFolders.flatMap((folder) => {
      const place = placeOf(mailbox, folder);
      const id = this.#kept.get(place)?.id ?? [];
      this.#kept.delete(place);
      return id;
    });
    for (const id of ids) this.#byId.delete(id);
    return Promise.resolve(ids);
  }

  verify(proofs: readonly NoticeProof[]): Promise<Map<string, MailboxRef>> {
    const holding = proofs.flatMap(({ subscriptionId, tenantId, secret }) => {
      const id = subscriptionId.toLowerCase();
      const kept = this.#byId.get(id);
      const holds = kept?.secret === secret && kept.mailbox.tenantId === tenantId;
      return holds ? [[id, kept.mailbox] as const] : [];
    });
    return Promise.resolve(new Map(holding));
  }

  renewNow(subscriptionId: string, isGone: boolean): Promise<void> {
    const kept = this.#byId.get(subscriptionId.toLowerCase());
    if (kept) this.#put({ ...kept, renewAt: this.#now(), id: isGone ? null : kept.id }, kept);
    return Promise.resolve();
  }

  #put(kept: Kept, before: Kept | undefined): void {
    if (before?.id) this.#byId.delete(before.id);
    if (kept.id) this.#byId.set(kept.id, kept);
    this.#kept.set(placeOf(kept.mailbox, kept.folder), kept);
  }
}
