/** What a person decided about Regarding; the contract's `personSettings` says what each means. */
export interface PersonSettings {
  autoTracking: 'all' | 'replies' | 'people' | 'records' | 'none';
  vetoesOthers: boolean;
  createForUnknown: 'nothing' | 'contact' | 'lead' | null;
  keepCopyOnUntrack: boolean | null;
  liveConnection: boolean;
  language: string | null;
  staySignedIn: boolean;
  firstRunDone: boolean;
}

export type SettingsChange = { [K in keyof PersonSettings]?: PersonSettings[K] | undefined };

/** Whose settings. */
export interface Person {
  tenantId: string;
  /** Entra object id. */
  userId: string;
}

/** What people decided about Regarding itself. */
export interface PersonSettingsStore {
  /** Defaults where the person decided nothing. */
  get(person: Person): Promise<PersonSettings>;
  /** Of each of the people, by user id. */
  ofMany(tenantId: string, userIds: readonly string[]): Promise<Map<string, PersonSettings>>;
  /** Changes the given keys alone. @returns all of them as they are then. */
  change(person: Person, change: SettingsChange): Promise<PersonSettings>;
}
