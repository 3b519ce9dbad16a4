import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { OutlookTask } from '../../../contracts/task.ts';
import { RecordLink } from '../../components/record-link.tsx';
import { useText } from '../../text/use-text.ts';

const useStyles = makeStyles({
  text: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
});

/** What a task is, when its row is opened: its list and status, its record, its page in the CRM. */
export function TaskFacts({ task }: { task: OutlookTask }) {
  const styles = useStyles();
  const { t } = useText();
  const { listName, status, importance, regarding, url, isRecurring, title } = task;
  const facts = [
    listName,
    t(`tasks.status.${status}`),
    importance !== 'normal' && t(`tasks.importance.${importance}`),
  ];
  return (
    <>
      <p className={styles.text}>
        <bdi>{facts.filter(Boolean).join(' · ')}</bdi>
      </p>
      {isRecurring && <p className={styles.text}>{t('tasks.recurring')}</p>}
      {regarding?.name && <RecordLink record={regarding} />}
      {url && (
        <p className={styles.text}>
          <a
            href={url}
            target="_blank"
            rel="noopener noreferrer"
            aria-label={`${t('action.view')}: ${title}`}
          >
            {t('action.view')}
          </a>
        </p>
      )}
    </>
  );
}
