import type { PartialTheme } from '@fluentui/react-components';

/** Colours of Outlook's own apps (quality §1.1, point 8): one for actions, one for errors. */
const action = '#0075DA';
const pressed = '#005FB1';
const error = '#E63237';

/** What differs from Fluent's themes on phones; text and surfaces stay theirs. */
export const phoneColours: PartialTheme = {
  colorBrandBackground: action,
  colorBrandBackgroundHover: pressed,
  colorBrandBackgroundPressed: pressed,
  colorBrandStroke1: action,
  colorCompoundBrandBackground: action,
  colorCompoundBrandStroke: action,
  colorStatusDangerBorder1: error,
};
