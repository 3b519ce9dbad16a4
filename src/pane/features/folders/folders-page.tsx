import { useState } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { plainList } from '../../components/plain-list.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useKeptFocus } from '../../components/use-kept-focus.ts';
import type { PageProps } from '../../page/page.ts';
import { useText } from '../../text/use-text.ts';
import { FolderRuleCard } from './folder-rule-card.tsx';
import { MapFolder } from './map-folder.tsx';
import { rulesPath, useFolderRules } from './use-folder-rules.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  text: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  list: {
    ...plainList,
    gap: tokens.spacingVerticalM,
  },
});

/** Folders whose mail is tracked, whoever it is from and wherever it was moved (§1.3). */
export function FoldersPage({ services, args }: PageProps) {
  const styles = useStyles();
  const { t } = useText();
  const path = rulesPath(args['userId']);
  const rules = useFolderRules(services, path);
  const [said, setSaid] = useState('');
  const { answer, failure, busy, reload } = rules;
  const holder = useKeptFocus(busy);
  const mapped = new Set(answer?.rules.map(({ folderId }) => folderId));
  const isFull = answer !== null && answer.rules.length >= answer.most;
  return (
    <div ref={holder} className={styles.page}>
      {args['name'] && (
        <p className={styles.text}>{t('folders.ofSomebody', { name: args['name'] })}</p>
      )}
      <p className={styles.text}>{t('folders.hint')}</p>
      {failure && <ProblemNotice failure={failure} store={services.store} onRetry={reload} />}
      {!answer && !failure && <Skeleton width="100%" height="72px" />}
      {isFull && <p className={styles.text}>{t('folders.full', { count: answer.most })}</p>}
      {answer && !isFull && (
        <MapFolder
          services={services}
          path={path}
          folders={answer.folders.filter(({ id }) => !mapped.has(id))}
          busy={busy}
          onMap={async (rule) => {
            const isMapped = await rules.add(rule);
            if (isMapped) setSaid(t('folders.saidMapped'));
            return isMapped;
          }}
        />
      )}
      <ul className={styles.list}>
        {answer?.rules.map((rule) => (
          <FolderRuleCard
            key={rule.id}
            services={services}
            rule={rule}
            rules={rules}
            onSaid={setSaid}
          />
        ))}
      </ul>
      <p className={styles.text} role="status">
        {said}
      </p>
    </div>
  );
}
