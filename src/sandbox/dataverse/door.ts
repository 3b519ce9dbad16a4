/** What other sandbox services may put into Dataverse without HTTP. */
export interface DataverseDoor {
  organizationId: string;
  /**
   * Stores rows as they are, past all rights: demo data and imports. Columns by logical name;
   * look-ups as `{ table, id }`; an activity's parties as `parties`.
   */
  load(rows: LoadedRow[]): Promise<void>;
  /**
   * Stores any number of rows that are not activities, a few thousand at a time; rows that are
   * there already stay as they are. For benches: 200,000 contacts in about a minute.
   */
  loadMany(rows: Iterable<LoadedRow>): Promise<void>;
  /** Makes the system user of an Entra user, with security roles by name, if it is missing. */
  ensureUser(user: {
    objectId: string;
    fullName: string;
    /** As the directory has them; guessed from the full name where absent. */
    givenName?: string;
    surname?: string;
    mail: string;
    roles: string[];
    /** Name of the business unit; the root one where absent. */
    businessUnit?: string;
  }): Promise<{ systemUserId: string }>;
}

export interface LoadedRow {
  table: string;
  id: string;
  /** System user (Dataverse id) who owns the row. */
  owner: string;
  values: Record<string, string | number | boolean | null | { table: string; id: string }>;
  /** An activity's parties but Regarding and Owner; `mask` is the participationtypemask. */
  parties?: { mask: number; address: string | null; record?: { table: string; id: string } }[];
}
