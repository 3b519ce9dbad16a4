import { makeStaticStyles, tokens } from '@fluentui/react-components';

/** Two lines of actions and the air around them. */
const barHeight = '128px';

/** On phones the item's actions are where a thumb is, two in a line (quality §1.1, point 7). */
const useBar = makeStaticStyles(`
  /* Lying phones are too low for a bar of their own. */
  @media (min-height: 480px) {
    html { scroll-padding-block-end: ${barHeight}; }
    main { padding-block-end: ${barHeight}; }
    div[data-actions] {
      position: fixed;
      z-index: 1;
      inset-inline: 0;
      inset-block-end: 0;
      padding-inline: ${tokens.spacingHorizontalL};
      padding-block-start: ${tokens.spacingVerticalS};
      /* Outlook’s own bar of gestures lies over the last pixels of a phone. */
      padding-block-end: calc(${tokens.spacingVerticalS} + env(safe-area-inset-bottom));
      border-block-start: ${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2};
      background-color: ${tokens.colorNeutralBackground1};
    }
    div[data-actions] > * { flex: 1 1 40%; }
  }
`);

/** Draws nothing; dresses the rest. */
export function PhoneLook() {
  useBar();
  return null;
}
