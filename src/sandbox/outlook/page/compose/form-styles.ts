import { makeStyles, tokens } from '@fluentui/react-components';

/** What forms of messages and appointments look like. */
export const useFormStyles = makeStyles({
  form: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minInlineSize: 0,
    overflowY: 'auto',
  },
  toolbar: {
    flexWrap: 'wrap',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    flexShrink: 0,
  },
  fields: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    paddingInline: tokens.spacingHorizontalL,
    paddingBlock: tokens.spacingVerticalS,
  },
  spaced: { rowGap: tokens.spacingVerticalM },
  subject: {
    borderTopStyle: 'none',
    borderLeftStyle: 'none',
    borderRightStyle: 'none',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: 0,
    paddingInline: 0,
    '& input': { paddingInline: 0 },
    '::after': { display: 'none' },
    ':focus-within': { borderBottomColor: tokens.colorCompoundBrandStroke },
  },
  note: {
    color: tokens.colorPaletteRedForeground1,
    paddingBlock: tokens.spacingVerticalS,
  },
  footer: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    paddingInline: tokens.spacingHorizontalL,
    paddingBlock: tokens.spacingVerticalXS,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    flexShrink: 0,
  },
});
