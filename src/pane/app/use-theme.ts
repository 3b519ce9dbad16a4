import { useEffect, useState } from 'react';
import type { PartialTheme } from '@fluentui/react-components';
import type { Host } from '../host/host.ts';
import { lightTheme } from './light-theme.ts';
import { useDark } from './use-dark.ts';

const loadDark = async (): Promise<PartialTheme> =>
  (await import(/* webpackChunkName: "dark" */ './dark-theme.ts')).darkTheme;

const loadPhone = async (): Promise<PartialTheme> =>
  (await import(/* webpackChunkName: "phone" */ './phone-theme.ts')).phoneColours;

/** Light comes with the first screen; dark is fetched by those who want it. */
function useLightOrDark(isDark: boolean): PartialTheme | null {
  const [theme, setTheme] = useState<PartialTheme | null>(isDark ? null : lightTheme);
  useEffect(() => {
    let isWanted = true;
    const show = (found: PartialTheme): void => {
      if (isWanted) setTheme(found);
    };
    if (isDark) loadDark().then(show, () => show(lightTheme));
    else show(lightTheme);
    return () => {
      isWanted = false;
    };
  }, [isDark]);
  return theme;
}

/**
 * Fluent's theme as Outlook is, light or dark; on phones with the colours Outlook has there. Null:
 * a dark pane whose colours are on their way; nothing is drawn, so nothing flashes.
 */
export function useTheme(host: Host | null): PartialTheme | null {
  const theme = useLightOrDark(useDark(host));
  const [phone, setPhone] = useState<PartialTheme | null>(null);
  const isPhone = host?.capabilities.isPhone ?? false;
  useEffect(() => {
    // Without it the pane has Fluent's own blue.
    if (isPhone) loadPhone().then(setPhone, () => undefined);
  }, [isPhone]);
  return theme && { ...theme, ...phone };
}
