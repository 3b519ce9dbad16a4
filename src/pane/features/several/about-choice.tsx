import { useId } from 'react';
import {
  createFocusOutlineStyle,
  makeStyles,
  mergeClasses,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import type { SeveralAbout } from '../../../contracts/several.ts';
import { HiddenHeading } from '../../components/hidden-heading.tsx';
import { touchTarget } from '../../components/touch.ts';
import { useText } from '../../text/use-text.ts';

const useStyles = makeStyles({
  group: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
  option: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    boxSizing: 'border-box',
    minHeight: '32px',
    paddingInline: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusCircular,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    ...typographyStyles.body1,
    ...touchTarget,
    ...createFocusOutlineStyle({ selector: 'focus-within' }),
  },
  chosen: {
    border: `${tokens.strokeWidthThin} solid ${tokens.colorCompoundBrandStroke}`,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    fontWeight: tokens.fontWeightSemibold,
    '@media (forced-colors: active)': { backgroundColor: 'Highlight', color: 'HighlightText' },
  },
  // The whole chip is the target; the radio itself is only for the keyboard.
  radio: { position: 'absolute', inset: 0, width: '100%', height: '100%', margin: 0, opacity: 0 },
});

const choices: readonly SeveralAbout[] = ['conversation', 'sender', 'folder'];

interface AboutChoiceProps {
  about: SeveralAbout;
  onChange: (about: SeveralAbout) => void;
}

/** Which messages are listed: of the conversation, of the sender, of the folder. */
export function AboutChoice({ about, onChange }: AboutChoiceProps) {
  const styles = useStyles();
  const { t } = useText();
  const name = useId();
  return (
    <>
      <HiddenHeading level={2}>{t('several.about')}</HiddenHeading>
      <div role="radiogroup" aria-label={t('several.about')} className={styles.group}>
        {choices.map((choice) => (
          <label
            key={choice}
            className={mergeClasses(styles.option, choice === about && styles.chosen)}
          >
            <input
              type="radio"
              className={styles.radio}
              name={name}
              checked={choice === about}
              onChange={() => onChange(choice)}
            />
            {t(`several.of.${choice}`)}
          </label>
        ))}
      </div>
    </>
  );
}
