import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { ThemeName } from '../host/theme.ts';

const storageKey = 'outlook-theme';
const query = '(prefers-color-scheme: dark)';

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia(query);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
}

const systemTheme = (): ThemeName => (window.matchMedia(query).matches ? 'dark' : 'light');

function storedTheme(): ThemeName | null {
  const stored = window.localStorage.getItem(storageKey);
  return stored === 'dark' || stored === 'light' ? stored : null;
}

/** The theme shown: the person's choice on this device, else the system's. */
export function useThemeChoice(): { theme: ThemeName; toggle: () => void } {
  const system = useSyncExternalStore(subscribe, systemTheme);
  const [chosen, setChosen] = useState(storedTheme);
  const theme = chosen ?? system;
  useEffect(() => {
    document.documentElement.style.colorScheme = theme;
  }, [theme]);
  const toggle = () => {
    const next = theme === 'dark' ? 'light' : 'dark';
    window.localStorage.setItem(storageKey, next);
    setChosen(next);
  };
  return { theme, toggle };
}

export const ThemeContext = createContext<ThemeName>('light');
export const useTheme = (): ThemeName => useContext(ThemeContext);
