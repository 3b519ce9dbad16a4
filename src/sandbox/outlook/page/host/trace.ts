/** One message between an add-in's page and this host; its content is not kept. */
export interface TraceEntry {
  direction: 'from-page' | 'to-page';
  action: string;
  /** Number and name of the method, for `ExecuteMethod` and `executeMethod`. */
  method?: string;
  /** Set where the add-in asked for something this host does not build. */
  unsupported?: true;
}

const capacity = 1_000;

/** The last messages, oldest first; read by tests and by people looking for what is missing. */
export class Trace {
  readonly entries: TraceEntry[] = [];

  add(entry: TraceEntry): void {
    this.entries.push(entry);
    if (this.entries.length > capacity) this.entries.shift();
  }
}

declare global {
  interface Window {
    officeHostTrace?: readonly TraceEntry[];
  }
}
