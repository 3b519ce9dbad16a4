import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { plainList } from '../components/plain-list.ts';
import { ActionButton } from '../components/action-button.tsx';
import { useEscape } from '../components/use-escape.ts';
import type en from '../locales/en.json';
import type { PageProps } from '../page/page.ts';
import { useText } from '../text/use-text.ts';

const useStyles = makeStyles({
  list: {
    ...plainList,
    gap: tokens.spacingVerticalXS,
    ...typographyStyles.body1,
  },
});

type PageTitle = keyof (typeof en)['page'];

/** Pages the menu leads to, in its order; each has its name in `page.*`. */
const entries: readonly PageTitle[] = [
  'create',
  'recent',
  'several',
  'contacts',
  'tasks',
  'history',
  'rules',
  'folders',
  'failed',
  'settings',
  'selfCheck',
];

/** The way to every page that is not about the open item. */
export function MenuPage({ services }: PageProps) {
  const styles = useStyles();
  const { t } = useText();
  useEscape(services.back);
  return (
    <nav aria-label={t('page.menu')}>
      <ul className={styles.list}>
        {entries.map((id) => (
          <li key={id}>
            <ActionButton appearance="subtle" onClick={() => services.open(id)}>
              {t(`page.${id}`)}
            </ActionButton>
          </li>
        ))}
      </ul>
    </nav>
  );
}
