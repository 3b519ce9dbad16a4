import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { Fragment } from 'react';
import { shortcutKeys } from '../app/shortcuts.ts';
import { useText } from '../text/use-text.ts';

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXS,
    margin: 0,
  },
  key: { fontFamily: tokens.fontFamilyMonospace, direction: 'ltr' },
  what: { margin: 0 },
});

/** The keys the page knows. */
export function Shortcuts() {
  const styles = useStyles();
  const { t } = useText();
  return (
    <section aria-label={t('settings.shortcuts')}>
      <Text weight="semibold" block>
        {t('settings.shortcuts')}
      </Text>
      <dl className={styles.list}>
        {Object.entries(shortcutKeys).map(([keys, what]) => (
          <Fragment key={keys}>
            <dt className={styles.key}>{keys}</dt>
            <dd className={styles.what}>{t(what)}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}
