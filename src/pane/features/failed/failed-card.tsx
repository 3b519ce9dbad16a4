import type { ReactNode } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { FailedItem } from '../../../contracts/failed-items.ts';
import { card } from '../../components/card.ts';
import { useText } from '../../text/use-text.ts';

const useStyles = makeStyles({
  card,
  title: { ...typographyStyles.body1Strong, margin: 0 },
  why: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  at: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground3 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** One item that could not be tracked: what it is, why, and what can be done. */
export function FailedCard({ item, children }: { item: FailedItem; children?: ReactNode }) {
  const styles = useStyles();
  const { t, when } = useText();
  const { title, problem, at, owner } = item;
  return (
    <li className={styles.card}>
      <p className={styles.title}>
        <bdi>{title || t('noSubject')}</bdi>
      </p>
      <p className={styles.why}>{t(`failed.why.${problem}`)}</p>
      <p className={styles.at}>
        {owner !== undefined && (
          <>
            <bdi>{owner || t('failed.somebody')}</bdi>
            {' · '}
          </>
        )}
        {when(at)}
      </p>
      {children && <div className={styles.actions}>{children}</div>}
    </li>
  );
}
