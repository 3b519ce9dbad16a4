import { useCallback, useRef, useState } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { MailboxesResponse } from '../../../contracts/mailboxes.ts';
import { toFailure, type Failure } from '../../api/failure.ts';
import { ListSearch } from '../../components/list-tools.tsx';
import { plainList } from '../../components/plain-list.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useKeptFocus } from '../../components/use-kept-focus.ts';
import type { PageProps, Services } from '../../page/page.ts';
import { useAnswer } from '../../page/use-answer.ts';
import { useText } from '../../text/use-text.ts';
import { MailboxCard } from './mailbox-card.tsx';

const path = '/api/organization/mailboxes';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  text: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  list: { ...plainList, gap: tokens.spacingVerticalM },
});

/** The mailboxes, and starting a paused one anew: once, however often it is clicked. */
function useMailboxes({ call }: Services) {
  const { answer, failure, reload } = useAnswer(
    useCallback((signal: AbortSignal) => call.get<MailboxesResponse>(path, {}, signal), [call]),
  );
  const [refused, setRefused] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const asked = useRef(false);
  const resume = async (userId: string): Promise<boolean> => {
    if (asked.current) return false;
    asked.current = true;
    setBusy(true);
    setRefused(null);
    try {
      await call.send('POST', `${path}/${userId}/resume`);
      reload();
      return true;
    } catch (error) {
      setRefused(toFailure(error));
      return false;
    } finally {
      asked.current = false;
      setBusy(false);
    }
  };
  return { answer, failure: failure ?? refused, reload, busy, resume };
}

/** For administrators: which mailboxes are read and sent from, which are not and why (M-08). */
export function MailboxesPage({ services }: PageProps) {
  const styles = useStyles();
  const { t } = useText();
  const { answer, failure, reload, busy, resume } = useMailboxes(services);
  const [search, setSearch] = useState('');
  const [said, setSaid] = useState('');
  const holder = useKeptFocus(busy);
  const wanted = search.trim().toLocaleLowerCase();
  const found = answer?.mailboxes.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  const listed = answer?.mailboxes.length ?? 0;
  return (
    <div ref={holder} className={styles.page}>
      {failure && <ProblemNotice failure={failure} store={services.store} onRetry={reload} />}
      {!answer && !failure && <Skeleton width="100%" height="96px" />}
      {answer && (
        <p className={styles.text}>{t(listed > 0 ? 'mailboxes.hint' : 'mailboxes.none')}</p>
      )}
      {answer && answer.total > listed && (
        <p className={styles.text}>
          {t('mailboxes.notAll', { count: listed, total: answer.total })}
        </p>
      )}
      {listed > 1 && (
        <ListSearch label={t('mailboxes.search')} value={search} onChange={setSearch} />
      )}
      <ul className={styles.list}>
        {found?.map((mailbox) => (
          <MailboxCard
            key={mailbox.userId}
            mailbox={mailbox}
            busy={busy}
            onResume={() =>
              void resume(mailbox.userId).then((isDone) => {
                if (isDone) setSaid(t('mailboxes.saidResumed'));
              })
            }
            onFolders={() =>
              services.open('folders', { userId: mailbox.userId, name: mailbox.name })
            }
          />
        ))}
      </ul>
      <p className={styles.text} role="status">
        {listed > 0 && found?.length === 0 ? t('mailboxes.notFound') : said}
      </p>
    </div>
  );
}
