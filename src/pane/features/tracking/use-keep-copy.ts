import { useEffect, useState } from 'react';
import type { PersonSettings, SettingsChange } from '../../../contracts/settings.ts';
import type { Call } from '../../api/call.ts';

/** What the person decided about the CRM's copy the last time they untracked (§1.5.3). */
export function useKeepCopy(call: Call): [keepCopy: boolean, remember: (keep: boolean) => void] {
  const [keepCopy, setKeepCopy] = useState(false);
  useEffect(() => {
    const gone = new AbortController();
    // Without an answer the offer is what applies to who decided nothing.
    call.get<PersonSettings>('/api/settings', {}, gone.signal).then(
      (settings) => setKeepCopy(settings.keepCopyOnUntrack ?? false),
      () => undefined,
    );
    return () => gone.abort();
  }, [call]);
  const remember = (keep: boolean) => {
    if (keep === keepCopy) return;
    const change: SettingsChange = { keepCopyOnUntrack: keep };
    // The choice holds this time; the next time it is asked again.
    call.send('PUT', '/api/settings', change).catch(() => undefined);
  };
  return [keepCopy, remember];
}
