import type { ReactElement } from 'react';
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { MoreHorizontal20Regular } from '@fluentui/react-icons/svg/more-horizontal';
import { Search20Regular } from '@fluentui/react-icons/svg/search';
import { touchTarget } from '../components/touch.ts';
import type { Services } from '../page/page.ts';
import { useText } from '../text/use-text.ts';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    justifyContent: 'flex-end',
    gap: tokens.spacingHorizontalXXS,
    marginBlock: `calc(-1 * ${tokens.spacingVerticalS})`,
    marginInlineEnd: `calc(-1 * ${tokens.spacingHorizontalS})`,
  },
  button: touchTarget,
});

const entries: readonly { page: 'recent' | 'menu'; icon: ReactElement }[] = [
  { page: 'recent', icon: <Search20Regular /> },
  { page: 'menu', icon: <MoreHorizontal20Regular /> },
];

/** The way from the item to the other pages (quality §1.1, point 5). */
export function TopBar({ services }: { services: Services }) {
  const styles = useStyles();
  const { t } = useText();
  return (
    <nav className={styles.bar} aria-label={t('title')}>
      {entries.map(({ page, icon }) => (
        <Button
          key={page}
          className={styles.button}
          appearance="subtle"
          icon={icon}
          aria-label={t(`page.${page}`)}
          title={t(`page.${page}`)}
          onClick={() => services.open(page)}
        />
      ))}
    </nav>
  );
}
