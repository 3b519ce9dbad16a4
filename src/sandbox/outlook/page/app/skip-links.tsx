import { makeStyles, tokens } from '@fluentui/react-components';
import { useText } from '../text/use-text.ts';

const useStyles = makeStyles({
  link: {
    position: 'absolute',
    insetInlineStart: tokens.spacingHorizontalM,
    insetBlockStart: '-100px',
    zIndex: 20,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorBrandForegroundLink,
    boxShadow: tokens.shadow16,
    ':focus': { insetBlockStart: tokens.spacingVerticalS },
  },
});

/** Puts the focus on the first of the places that is there. */
function goTo(...selectors: string[]): void {
  const places = selectors.map((one) => document.querySelector<HTMLElement>(one));
  places.find((place) => place !== null)?.focus();
}

/** The first stops of the Tab key: past the header, to what one came for. */
export function SkipLinks() {
  const styles = useStyles();
  const { t } = useText();
  const link = (words: string, ...selectors: string[]) => (
    <button type="button" className={styles.link} onClick={() => goTo(...selectors)}>
      {words}
    </button>
  );
  return (
    <nav aria-label={t('app.skip')}>
      {link(t('app.skipToList'), '[role="listbox"] [tabindex="0"]', 'main')}
      {link(t('app.skipToItem'), '#reading-pane', 'main')}
    </nav>
  );
}
