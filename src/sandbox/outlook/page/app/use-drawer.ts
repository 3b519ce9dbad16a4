import { useState } from 'react';

export type Drawer = 'folders' | 'faults' | 'settings';

/** The one part that lies over the page. */
export function useDrawer() {
  const [open, setOpen] = useState<Drawer | null>(null);
  return {
    open,
    close: () => setOpen(null),
    toggle: (drawer: Drawer) => setOpen(open === drawer ? null : drawer),
  };
}
