import type { ItemAttachment } from '../host/backend.ts';

/** What every form has. */
export interface DraftFields {
  subject: string;
  /** HTML, cleaned. */
  html: string;
  categories: readonly string[];
  /** As the mailbox has them; changed at once, not with the rest. */
  attachments: readonly ItemAttachment[];
  /** Named properties of add-ins by their Graph id. */
  properties: Readonly<Record<string, string>>;
}

export type SaveState = 'new' | 'changed' | 'saving' | 'saved' | 'failed';

/** What the form shows; another object after every change. */
export interface DraftSnapshot<F extends DraftFields> {
  fields: F;
  state: SaveState;
  /** Why the last save failed. */
  error?: Error;
  /** The writer is asked what to do with it. */
  isClosing: boolean;
}

/** An item of the mailbox: Graph's id and the one Office.js shows. */
export interface Saved {
  id: string;
  ewsId: string;
}

/** How long nothing has to change before a draft is saved by itself. */
const autosaveMs = 1_500;

type Changes<F> = Partial<F>;

/** What a form shows and what of it is saved; saved by itself soon after it changed. */
export abstract class SavedForm<F extends DraftFields> {
  readonly id = crypto.randomUUID();
  /** Closes the form; set by what opened it. */
  onClose: () => void = () => undefined;

  #snapshot: DraftSnapshot<F>;
  #savedFields: F | null;
  #saved: Saved | null;
  #queue: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(fields: F, saved: Saved | null) {
    this.#snapshot = { fields, state: saved ? 'saved' : 'new', isClosing: false };
    this.#saved = saved;
    this.#savedFields = saved ? fields : null;
  }

  /** Whether changes are saved without being asked. */
  protected get savesItself(): boolean {
    return true;
  }

  /** Makes the item; answers its id. */
  protected abstract create(fields: F): Promise<Saved>;
  /** Writes what changed. */
  protected abstract update(saved: Saved, changes: Changes<F>, fields: F): Promise<void>;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): DraftSnapshot<F> => this.#snapshot;

  get fields(): F {
    return this.#snapshot.fields;
  }

  /** The item of the mailbox; null while it was never saved. */
  protected get saved(): Saved | null {
    return this.#saved;
  }

  /** Graph's id; undefined while it was never saved. */
  get graphId(): string | undefined {
    return this.#saved?.id;
  }

  savedId(): string | undefined {
    return this.#saved?.ewsId;
  }

  /** Changes what the form shows; saved soon after. */
  change(changes: Changes<F>): void {
    const fields = { ...this.fields, ...changes };
    this.#show({ fields, state: 'changed', isClosing: this.#snapshot.isClosing });
    this.#saveSoon();
  }

  /** Shows what is in the mailbox already, or is not worth a save. */
  protected showSaved(changes: Changes<F>): void {
    this.#savedFields = this.#savedFields && { ...this.#savedFields, ...changes };
    this.#show({ ...this.#snapshot, fields: { ...this.fields, ...changes } });
  }

  #show(snapshot: DraftSnapshot<F>): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener();
  }

  #saveSoon(): void {
    clearTimeout(this.#timer);
    if (!this.savesItself) return;
    // What fails is shown in the form; the next change tries again.
    this.#timer = setTimeout(() => void this.save().catch(() => undefined), autosaveMs);
  }

  /** No more saving by itself: the item is sent or gone. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Writes everything to the mailbox, one save after the other; answers the EWS form of its id. */
  async save(): Promise<string> {
    clearTimeout(this.#timer);
    const done = this.#queue.then(
      () => this.#write(),
      () => this.#write(),
    );
    this.#queue = done;
    return (await done).ewsId;
  }

  async #write(): Promise<Saved> {
    const { fields } = this;
    this.#show({ ...this.#snapshot, state: 'saving' });
    try {
      const saved = await this.#writeFields(fields);
      this.#saved = saved;
      this.#savedFields = fields;
      const state = this.fields === fields ? 'saved' : 'changed';
      this.#show({ fields: this.fields, state, isClosing: this.#snapshot.isClosing });
      if (state === 'changed') this.#saveSoon();
      return saved;
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(String(error));
      this.#show({ ...this.#snapshot, state: 'failed', error: reason });
      throw error;
    }
  }

  async #writeFields(fields: F): Promise<Saved> {
    const before = this.#savedFields;
    if (!this.#saved || !before) return this.create(fields);
    const keys = Object.keys(fields) as (keyof F)[];
    const changed = keys.filter((key) => key !== 'attachments' && fields[key] !== before[key]);
    const changes = Object.fromEntries(changed.map((key) => [key, fields[key]])) as Changes<F>;
    if (changed.length) await this.update(this.#saved, changes, fields);
    return this.#saved;
  }

  /** Asks the writer what becomes of it. */
  close(): void {
    this.#show({ ...this.#snapshot, isClosing: true });
  }

  stay(): void {
    this.#show({ ...this.#snapshot, isClosing: false });
  }
}
