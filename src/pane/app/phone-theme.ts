import type { PartialTheme } from '@fluentui/react-components';
import type { Platform } from '../host/capabilities.ts';

/** Colours of Outlook's own apps (quality §1.1, point 8): one for actions, one for errors. */
const action = '#0075DA';
const pressed = '#005FB1';
const error = '#E63237';

/** What differs from Fluent's themes on phones; text and surfaces stay theirs. */
const phoneTheme: PartialTheme = {
  colorBrandBackground: action,
  colorBrandBackgroundHover: pressed,
  colorBrandBackgroundPressed: pressed,
  colorBrandStroke1: action,
  colorCompoundBrandBackground: action,
  colorCompoundBrandStroke: action,
  colorStatusDangerBorder1: error,
};

/** Margins are 15 px on iOS, 16 on Android as elsewhere (quality §1.1, point 7). */
export const phoneThemeOf = (platform: Platform): PartialTheme =>
  platform === 'ios' ? { ...phoneTheme, spacingHorizontalL: '15px' } : phoneTheme;
