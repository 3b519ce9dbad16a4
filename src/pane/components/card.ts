import { tokens } from '@fluentui/react-components';

/** Something of a list in a frame of its own, with what can be done about it. */
export const card = {
  display: 'flex',
  flexDirection: 'column',
  gap: tokens.spacingVerticalS,
  padding: tokens.spacingHorizontalM,
  borderRadius: tokens.borderRadiusLarge,
  border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  overflowWrap: 'anywhere',
} as const;
