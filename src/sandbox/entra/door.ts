/** A person of the sandbox's tenant. */
export interface DirectoryUser {
  /** Entra object id. */
  id: string;
  displayName: string;
  givenName: string;
  surname: string;
  /** Primary SMTP address; also the user principal name. */
  mail: string;
  jobTitle: string;
  /** `en-US`, `hu-HU`. */
  preferredLanguage: string;
  /** IANA. */
  timeZone: string;
}

/** What a verified access token says. */
export interface AccessToken {
  tenantId: string;
  /** The user; for an application its service principal. */
  objectId: string;
  applicationId: string;
  /** Delegated permissions; empty for an application's own token. */
  scopes: string[];
  /** Application permissions. */
  roles: string[];
  isApplication: boolean;
}

export interface BrokeredToken {
  accessToken: string;
  idToken: string;
  /** Seconds. */
  expiresIn: number;
  scope: string;
  account: {
    homeAccountId: string;
    environment: string;
    tenantId: string;
    username: string;
    localAccountId: string;
    name: string;
  };
}

/** What other sandbox services may ask Entra without HTTP. */
export interface EntraDoor {
  tenantId: string;
  users(): Promise<DirectoryUser[]>;
  addUsers(users: DirectoryUser[]): Promise<void>;
  /**
   * Tokens for a nested app, as Outlook gets them as broker. Refused (an `Error` is thrown
   * whose message has AADSTS form) unless the application registered `brk-multihub://<host of origin>`.
   */
  brokerToken(request: {
    userId: string;
    clientId: string;
    scopes: string[];
    /** Origin of the page that asks. */
    origin: string;
    /** A claims challenge's claims, as JSON. */
    claims?: string | undefined;
    /** The person is there and may be asked for more than a password. */
    isInteractive?: boolean | undefined;
  }): Promise<BrokeredToken>;
  /**
   * Checks signature, issuer, lifetime and that the token is for one of `audiences`. Throws an
   * `Error` whose message gives the reason.
   */
  verify(token: string, audiences: string[]): Promise<AccessToken>;
  /** What proves to an application that a notification with resource data is Graph's. */
  notificationToken(applicationId: string): Promise<string>;
}
