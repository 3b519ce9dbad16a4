import type { Actor } from './actor.ts';
import type { MailboxRef } from './workloads.ts';

/** Folders whose changes the mailbox tells of; the others are read by the clock alone. */
export const watchedFolders = ['inbox', 'sentitems'] as const;
export type WatchedFolder = (typeof watchedFolders)[number];

export interface Subscription {
  id: string;
  /** By the mailbox's clock. */
  expiresAt: Date;
}

/** Asks a mailbox to tell of changes. Every function may throw `Failure` with service `mailbox`. */
export interface ChangeNotices {
  /** @param secret comes with every notification and proves where it is from. */
  subscribe(
    actor: Actor,
    folder: WatchedFolder,
    secret: string,
    signal: AbortSignal,
  ): Promise<Subscription>;
  /** Also proves anew that the service may read the folder. `not-found`: it is lost. */
  renew(actor: Actor, id: string, signal: AbortSignal): Promise<Subscription>;
  /** `not-found`: it is gone already. */
  end(actor: Actor, id: string, signal: AbortSignal): Promise<void>;
}

/** A folder that has no subscription, or one that is to be renewed. */
export interface DueSubscription {
  folder: WatchedFolder;
  id: string | null;
  failures: number;
}

/** What a notification says of itself. */
export interface NoticeProof {
  subscriptionId: string;
  tenantId: string;
  secret: string;
}

/** Which folders tell of changes, and until when. */
export interface Subscriptions {
  due(mailbox: MailboxRef): Promise<DueSubscription[]>;
  /** Renews it at half its life. @param secret of a new one. */
  keep(
    mailbox: MailboxRef,
    folder: WatchedFolder,
    subscription: Subscription,
    secret?: string,
  ): Promise<void>;
  /** Not before `retryInMs`; what was there is gone. */
  failed(mailbox: MailboxRef, folder: WatchedFolder, retryInMs: number): Promise<void>;
  /** The mailbox is looked after no more. @returns the ids of what it had. */
  forget(mailbox: MailboxRef): Promise<string[]>;
  /** The mailboxes of those proofs that hold, each by its subscription. */
  verify(proofs: readonly NoticeProof[]): Promise<Map<string, MailboxRef>>;
  /** The mailbox wants to be asked again, or ended it. */
  renewNow(subscriptionId: string, isGone: boolean): Promise<void>;
}
