import type { Actor, Caller } from './actor.ts';

/** Why a token is not accepted; for the log. */
export class InvalidToken extends Error {
  override name = 'InvalidToken';
}

export interface TokenVerifier {
  /** @throws InvalidToken; Failure where the signing keys cannot be had. */
  verify(token: string): Promise<Caller>;
}

export type Resource = 'mailbox' | 'crm';

export interface TokenSource {
  /**
   * An access token to `resource` for the actor, or for the service itself where the actor has no
   * assertion.
   * @throws Failure: `sign-in-needed` with claims, `unavailable`, `forbidden`.
   */
  tokenFor(actor: Actor, resource: Resource): Promise<string>;
}
