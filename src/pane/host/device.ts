/** What is kept on the device: choices without a trace of mail or CRM (V-05). */
export type Flag = 'stay-signed-in' | 'welcomed' | 'live-off' | 'language';

/** The choices this device keeps; without storage each lasts until the pane closes. */
export interface Device {
  read: (flag: Flag) => string | null;
  /** Null removes it. */
  write: (flag: Flag, value: string | null) => void;
  /** Whether what is written is there at the next start. */
  keeps: () => boolean;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Browsers that block storage of framed pages throw as soon as it is touched. */
export const localStore = (): Store | null => {
  try {
    const key = 'regarding.probe';
    window.localStorage.setItem(key, key);
    window.localStorage.removeItem(key);
    return window.localStorage;
  } catch {
    return null;
  }
};

const memoryStore = (): Store => {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
};

/** @param lasting null: the browser keeps nothing for this page */
export function createDevice(lasting: Store | null): Device {
  const store = lasting ?? memoryStore();
  const keyOf = (flag: Flag) => `regarding.${flag}`;
  return {
    read: (flag) => store.getItem(keyOf(flag)),
    write: (flag, value) => {
      if (value === null) store.removeItem(keyOf(flag));
      else store.setItem(keyOf(flag), value);
    },
    keeps: () => lasting !== null,
  };
}
