import { useCallback } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { plainList } from '../../components/plain-list.ts';
import type { FailedItemsResponse } from '../../../contracts/failed-items.ts';
import type { Services } from '../../page/page.ts';
import { useAnswer } from '../../page/use-answer.ts';
import { useText } from '../../text/use-text.ts';
import { FailedCard } from './failed-card.tsx';

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  heading: { ...typographyStyles.body1Strong, margin: 0 },
  text: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  list: {
    ...plainList,
    gap: tokens.spacingVerticalS,
  },
});

/** What could not be tracked for colleagues, without its subject; nothing for who is no administrator. */
export function OthersFailed({ services: { call } }: { services: Services }) {
  const styles = useStyles();
  const { t } = useText();
  const { answer } = useAnswer(
    useCallback(
      (signal: AbortSignal) =>
        call.get<FailedItemsResponse>('/api/failed-items/others', {}, signal),
      [call],
    ),
  );
  if (!answer || answer.items.length === 0) return null;
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{t('failed.others')}</h2>
      <p className={styles.text}>{t('failed.othersHint')}</p>
      <ul className={styles.list}>
        {answer.items.map((item) => (
          <FailedCard key={item.key} item={item} />
        ))}
      </ul>
    </section>
  );
}
