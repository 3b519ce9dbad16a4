import { webDarkTheme, type Theme } from '@fluentui/react-components';

/** Put in by the build; see webpack.config.js. */
declare const REGARDING_HAS_THEMES: true | undefined;
declare const REGARDING_DARK_THEME: Theme;

/**
 * Fluent's dark theme. Its values alone are half the size of what computes them, so the build puts
 * them in its place.
 */
export const darkTheme: Theme =
  typeof REGARDING_HAS_THEMES === 'undefined' ? webDarkTheme : REGARDING_DARK_THEME;
