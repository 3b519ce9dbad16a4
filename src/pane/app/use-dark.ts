import { useSyncExternalStore } from 'react';
import type { Host } from '../host/host.ts';

const query = '(prefers-color-scheme: dark)';

/**
 * Whether to be dark: as Outlook is, or as the system is where Outlook does not tell (mobile, and
 * Outlook on the web until the theme changes).
 */
export function useDark(host: Host | null): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', changed);
      const stop = host?.onThemeChanged(changed);
      return () => {
        media.removeEventListener('change', changed);
        stop?.();
      };
    },
    () => host?.isDark() ?? window.matchMedia(query).matches,
  );
}
