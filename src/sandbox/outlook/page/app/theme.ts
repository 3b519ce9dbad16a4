import { createContext, useContext, useEffect } from 'react';
import type { ThemeName } from '../host/theme.ts';

/** Tells the browser too: its own scroll bars and fields follow. */
export function useDocumentTheme(theme: ThemeName): void {
  useEffect(() => {
    document.documentElement.style.colorScheme = theme === 'light' ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
}

/** The theme at the moment of an event, outside React's rendering. */
export const currentTheme = (): ThemeName => {
  const { theme } = document.documentElement.dataset;
  return theme === 'dark' || theme === 'contrast' ? theme : 'light';
};

export const ThemeContext = createContext<ThemeName>('light');
export const useTheme = (): ThemeName => useContext(ThemeContext);
