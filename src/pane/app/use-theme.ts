import { useEffect, useState, type ComponentType } from 'react';
import type { PartialTheme } from '@fluentui/react-components';
import type { Platform } from '../host/capabilities.ts';
import type { Host } from '../host/host.ts';
import { lightTheme } from './light-theme.ts';
import { useDark } from './use-dark.ts';

const loadDark = async (): Promise<PartialTheme> =>
  (await import(/* webpackChunkName: "dark" */ './dark-theme.ts')).darkTheme;

interface Phone {
  theme: PartialTheme;
  PhoneLook: ComponentType;
}

const loadPhone = async (platform: Platform): Promise<Phone> => {
  const { phoneThemeOf, PhoneLook } = await import(/* webpackChunkName: "phone" */ './phone.ts');
  return { theme: phoneThemeOf(platform), PhoneLook };
};

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
 * Fluent's theme as Outlook is, light or dark; on phones with what Outlook has there. `theme` is
 * null for a dark pane whose colours are on their way; nothing is drawn, so nothing flashes.
 */
export function useTheme(host: Host | null): {
  theme: PartialTheme | null;
  PhoneLook?: ComponentType | undefined;
} {
  const theme = useLightOrDark(useDark(host));
  const [phone, setPhone] = useState<Phone | null>(null);
  const { isPhone, platform } = host?.capabilities ?? {};
  useEffect(() => {
    // Without it the pane looks as it does on a desktop.
    if (isPhone && platform) loadPhone(platform).then(setPhone, () => undefined);
  }, [isPhone, platform]);
  return { theme: theme && { ...theme, ...phone?.theme }, PhoneLook: phone?.PhoneLook };
}
