import { useContext } from 'react';
import { Link, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { plainList } from '../../components/plain-list.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useKeptFocus } from '../../components/use-kept-focus.ts';
import type { PageProps } from '../../page/page.ts';
import { TextContext, useText } from '../../text/use-text.ts';
import { changeText } from './change-text.ts';
import { byDay } from './days.ts';
import { whyText } from './why-text.ts';
import { useHistory, type History, type ShownChange } from './use-history.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  text: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  why: {
    ...typographyStyles.body1,
    margin: 0,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground3,
    overflowWrap: 'anywhere',
  },
  day: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  heading: {
    ...typographyStyles.body1Strong,
    margin: 0,
    '::first-letter': { textTransform: 'uppercase' },
  },
  list: {
    ...plainList,
    gap: tokens.spacingVerticalS,
  },
  change: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  words: { flex: '1 1 10rem', minWidth: 0, overflowWrap: 'anywhere' },
  title: { ...typographyStyles.body1Strong, margin: 0 },
  at: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground3 },
});

const Change = ({ entry, history }: { entry: ShownChange; history: History }) => {
  const styles = useStyles();
  const { t, when } = useText();
  const { title, by } = entry;
  const who = by && (by.isYou || !by.name ? t('history.you') : by.name);
  const at = entry.undoneAt
    ? t('history.undone', { when: when(entry.undoneAt) })
    : [who, when(entry.at)].filter(Boolean).join(' · ');
  return (
    <li className={styles.change}>
      <div className={styles.words}>
        {title !== undefined && (
          <p className={styles.title}>
            <bdi>{title || t('noSubject')}</bdi>
          </p>
        )}
        <p className={styles.text}>{changeText(t, entry)}</p>
        <p className={styles.at}>{at}</p>
      </div>
      {entry.canUndo && !entry.undoneAt && (
        <ActionButton busy={history.doing !== null} onClick={() => history.undo(entry.id)}>
          {t(history.doing === entry.id ? 'doing.undo' : 'action.undo')}
        </ActionButton>
      )}
    </li>
  );
};

/** What the person did in the last 30 days, or what was done to one item; each with Undo. */
export function HistoryPage({ services, args }: PageProps) {
  const styles = useStyles();
  const { t, language } = useText();
  const { localTime } = useContext(TextContext);
  const history = useHistory(services, args['key']);
  const { answer, failure, refused, reload } = history;
  const holder = useKeptFocus(history.doing !== null);
  const problem = failure ?? refused;
  return (
    <div ref={holder} className={styles.page}>
      {problem && <ProblemNotice failure={problem} store={services.store} onRetry={reload} />}
      {!answer && !failure && <Skeleton width="100%" height="72px" />}
      {args['key'] && <p className={styles.text}>{t('history.ofItem')}</p>}
      {answer?.why && (
        <p className={styles.why}>
          <bdi>{whyText(t, answer.why)}</bdi>{' '}
          {answer.why.answersUrl && (
            <Link href={answer.why.answersUrl} target="_blank" rel="noreferrer" inline>
              {t('history.why.open')}
            </Link>
          )}
        </p>
      )}
      {answer?.entries.length === 0 && <p className={styles.text}>{t('history.none')}</p>}
      {byDay(answer?.entries ?? [], language, localTime, new Date()).map(({ label, entries }) => (
        <section key={label} className={styles.day}>
          <h2 className={styles.heading}>{label}</h2>
          <ul className={styles.list}>
            {entries.map((entry) => (
              <Change key={entry.id} entry={entry} history={history} />
            ))}
          </ul>
        </section>
      ))}
      {answer?.next && (
        <ActionButton busy={history.doing !== null} onClick={history.more}>
          {t('history.more')}
        </ActionButton>
      )}
      <p className={styles.text} role="status">
        {history.undone && t('history.undoneNow')}
      </p>
    </div>
  );
}
