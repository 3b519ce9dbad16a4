/** For whom something is done. What is done is done with this person's rights, never with more. */
export interface Actor {
  tenantId: string;
  /** Entra object id. */
  userId: string;
  /**
   * The access token the person called with, exchanged for others on their behalf. Absent where the
   * person is gone: then the service acts with its own identity and names the person.
   */
  assertion?: string;
}

/** A verified caller of the API. */
export interface Caller extends Actor {
  assertion: string;
  /** Client application. */
  applicationId: string;
}
