import { useEffect, useState } from 'react';
import type { Compose } from '../../host/compose/compose.ts';
import type { Host } from '../../host/host.ts';

/** What can be done to the item being written; null: nothing is; undefined: not known yet. */
export function useCompose(host: Host): Compose | null | undefined {
  const [compose, setCompose] = useState<Compose | null>();
  useEffect(() => {
    const unknown = Promise.resolve(null);
    (host.compose?.() ?? unknown).then(setCompose, () => setCompose(null));
  }, [host]);
  return compose;
}
