import { teamsHighContrastTheme, webDarkTheme, webLightTheme } from '@fluentui/react-components';

export const themes = {
  light: webLightTheme,
  dark: webDarkTheme,
  contrast: teamsHighContrastTheme,
} as const;

export type ThemeName = keyof typeof themes;

/** `#rgb` or `#rrggbb` as a number. */
function colourNumber(colour: string): number {
  const digits = colour.slice(1);
  const full = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
  return Number.parseInt(full, 16);
}

/** The payload of OfficeThemeChanged: one JSON text with colours as numbers. */
export function officeTheme(name: ThemeName): string[] {
  const theme = themes[name];
  return [
    JSON.stringify({
      bodyBackgroundColor: colourNumber(theme.colorNeutralBackground1),
      bodyForegroundColor: colourNumber(theme.colorNeutralForeground1),
      controlBackgroundColor: colourNumber(theme.colorNeutralBackground3),
      controlForegroundColor: colourNumber(theme.colorNeutralForeground1),
    }),
  ];
}
