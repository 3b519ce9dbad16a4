import {
  createFocusOutlineStyle,
  makeStyles,
  mergeClasses,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { touchTarget } from '../touch.ts';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalXS,
    borderBlockEndWidth: tokens.strokeWidthThin,
    borderBlockEndStyle: 'solid',
    borderBlockEndColor: tokens.colorNeutralStroke2,
  },
  choice: {
    ...typographyStyles.body1,
    // Fluent draws the focus ring in the nearest positioned box.
    position: 'relative',
    minHeight: '32px',
    paddingInline: tokens.spacingHorizontalS,
    border: 'none',
    borderRadius: `${tokens.borderRadiusMedium} ${tokens.borderRadiusMedium} 0 0`,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground2,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ...touchTarget,
    ...createFocusOutlineStyle(),
  },
  chosen: {
    ...typographyStyles.body1Strong,
    color: tokens.colorNeutralForeground1,
    boxShadow: `inset 0 calc(-1 * ${tokens.strokeWidthThicker}) 0 ${tokens.colorCompoundBrandStroke}`,
    '@media (forced-colors: active)': { textDecorationLine: 'underline' },
  },
});

interface ChoiceBarProps<Id extends string> {
  label: string;
  choices: readonly { id: Id; text: string }[];
  chosen: Id;
  onChoose: (id: Id) => void;
}

/** One of a few, all in sight. */
export function ChoiceBar<Id extends string>(props: ChoiceBarProps<Id>) {
  const { label, choices, chosen, onChoose } = props;
  const styles = useStyles();
  return (
    <div role="group" aria-label={label} className={styles.bar}>
      {choices.map(({ id, text }) => (
        <button
          key={id}
          type="button"
          className={mergeClasses(styles.choice, id === chosen && styles.chosen)}
          aria-pressed={id === chosen}
          onClick={() => onChoose(id)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
