/** What the pane looks like on phones; one part of it, fetched there alone. */
export { PhoneLook } from './phone-look.tsx';
export { phoneThemeOf } from './phone-theme.ts';
