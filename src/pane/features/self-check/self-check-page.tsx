import { useCallback, useRef, useState } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { TFunction } from 'i18next';
import { plainList } from '../../components/plain-list.ts';
import type { SelfCheckResponse } from '../../../contracts/self-check.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import type { PageProps } from '../../page/page.ts';
import { useAnswer } from '../../page/use-answer.ts';
import { useText } from '../../text/use-text.ts';
import { CheckLine } from './check-line.tsx';
import { checksOf, type Check } from './checks.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  list: {
    ...plainList,
    gap: tokens.spacingVerticalM,
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  text: {
    ...typographyStyles.caption1,
    boxSizing: 'border-box',
    width: '100%',
    minHeight: '12em',
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  said: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
});

const mark = ({ passed }: Check): string => (passed === null ? '?' : passed ? '✓' : '✗');

/** The checks for somebody who helps: no name, no address. */
const plainText = (checks: readonly Check[], t: TFunction): string =>
  checks
    .map((check) => {
      const why = check.problem ?? (check.state === 'ready' ? undefined : check.state);
      const more = [check.facts, why].filter(Boolean).join(' · ');
      return `${mark(check)} ${t(check.id === 'sync' ? 'selfCheck.sync.title' : `selfCheck.${check.id}`)}${more && `: ${more}`}`;
    })
    .join('\n');

/** Copies; frames without the right to the clipboard show the text, selected, instead. */
const useCopy = (text: string) => {
  const area = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState<'no' | 'yes' | 'by-hand'>('no');
  const copy = () => {
    const byHand = () => {
      setCopied('by-hand');
      requestAnimationFrame(() => area.current?.select());
    };
    // Old hosts and frames have no clipboard at all.
    const { clipboard } = navigator as { clipboard?: Clipboard };
    if (clipboard) clipboard.writeText(text).then(() => setCopied('yes'), byHand);
    else byHand();
  };
  return { area, copied, copy };
};

/** What works and what does not, with the next step for each (UI-15). */
export function SelfCheckPage({ services }: PageProps) {
  const styles = useStyles();
  const { t, language } = useText();
  const { call, host, session, store } = services;
  const { answer, failure, reload } = useAnswer(
    useCallback(
      (signal: AbortSignal) => call.get<SelfCheckResponse>('/api/self-check', {}, signal),
      [call],
    ),
  );
  const findings = { host, session, language, answer, failure: failure?.code ?? null };
  const checks = checksOf(findings);
  const { area, copied, copy } = useCopy(plainText(checks, t));
  if (!answer && !failure) return <Skeleton width="100%" height="240px" />;
  const failed = checks.filter(({ passed }) => passed === false).length;
  const signIn = () => void store.signIn().then(reload);
  // Whether it worked or not, the list says so.
  const resume = () => void call.send('POST', '/api/mailbox/resume').then(reload, reload);
  return (
    <div className={styles.page}>
      <p className={styles.said} role="status">
        {t(failed > 0 ? 'selfCheck.failed' : 'selfCheck.fine', { count: failed })}
      </p>
      <ul className={styles.list}>
        {checks.map((check) => (
          <CheckLine key={check.id} check={check} onSignIn={signIn} onResume={resume} />
        ))}
      </ul>
      <div className={styles.actions}>
        <ActionButton appearance="primary" onClick={reload}>
          {t('selfCheck.again')}
        </ActionButton>
        <ActionButton onClick={copy}>{t('selfCheck.copy')}</ActionButton>
      </div>
      <p className={styles.said} role="status">
        {copied === 'yes' && t('selfCheck.copied')}
        {copied === 'by-hand' && t('selfCheck.byHand')}
      </p>
      {copied === 'by-hand' && (
        <textarea
          ref={area}
          readOnly
          className={styles.text}
          aria-label={t('page.selfCheck')}
          value={plainText(checks, t)}
        />
      )}
    </div>
  );
}
