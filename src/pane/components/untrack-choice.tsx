import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useText } from '../text/use-text.ts';
import { ActionButton } from './action-button.tsx';
import { useEnteredTitle } from './use-entered-title.ts';

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  title: { ...typographyStyles.body1Strong, margin: 0, ':focus': { outlineStyle: 'none' } },
  text: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  row: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface UntrackChoiceProps {
  /** What is untracked: `Untrack 3 contacts`. */
  title: string;
  text: string;
  mayDelete: boolean;
  busy: boolean;
  onChoose: (deleteCopy: boolean) => void;
  onClose: () => void;
}

/** Whether the CRM's copy stays or goes (C-04, §1.5.3); deleting is never the first button. */
export function UntrackChoice(props: UntrackChoiceProps) {
  const { title, text, mayDelete, busy, onChoose, onClose } = props;
  const styles = useStyles();
  const { t } = useText();
  const heading = useEnteredTitle();
  return (
    <section className={styles.panel} aria-label={title}>
      <h2 {...heading} className={styles.title}>
        {title}
      </h2>
      <p className={styles.text}>{text}</p>
      <div className={styles.row}>
        <ActionButton appearance="primary" busy={busy} onClick={() => onChoose(false)}>
          {t('lists.keep')}
        </ActionButton>
        {mayDelete && (
          <ActionButton busy={busy} onClick={() => onChoose(true)}>
            {t('lists.delete')}
          </ActionButton>
        )}
        <ActionButton appearance="subtle" onClick={onClose}>
          {t('action.cancel')}
        </ActionButton>
      </div>
    </section>
  );
}
