import type { Actor, Caller } from './actor.ts';

/** Why a token is not accepted; for the log. */
export class InvalidToken extends Error {
  override name = 'InvalidToken';
}

export interface TokenVerifier {
  /** @throws InvalidToken; Failure where the signing keys cannot be had. */
  verify(token: string): Promise<Caller>;
}

/**
 * What a token is for: mail, mail of others, the CRM, the calendar, calendars of others, contacts,
 * tasks. Each asks for its own permissions, so that one nobody consented to stops nothing else.
 */
export type Resource =
  'mailbox' | 'shared-mailbox' | 'crm' | 'calendar' | 'shared-calendar' | 'contacts' | 'tasks';

export interface TokenSource {
  /**
   * An access token to `resource` for the actor, or for the service itself where the actor has no
   * assertion.
   * @throws Failure: `sign-in-needed` with claims, `unavailable`, `forbidden`.
   */
  tokenFor(actor: Actor, resource: Resource): Promise<string>;
}
