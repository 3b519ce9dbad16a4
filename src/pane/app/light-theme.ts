import { webLightTheme, type Theme } from '@fluentui/react-components';

/** Put in by the build; see webpack.config.js. */
declare const REGARDING_HAS_THEMES: true | undefined;
declare const REGARDING_LIGHT_THEME: Theme;

/**
 * Fluent's light theme. Its values alone are half the size of what computes them, so the build puts
 * them in its place.
 */
export const lightTheme: Theme =
  typeof REGARDING_HAS_THEMES === 'undefined' ? webLightTheme : REGARDING_LIGHT_THEME;
