import { useEffect, useState } from 'react';
import { makeStyles, tokens } from '@fluentui/react-components';
import type { EmailTemplate, FilledTemplate } from '../../../contracts/library.ts';
import type { CrmRecord } from '../../../contracts/record.ts';
import { toFailure, type Failure } from '../../api/failure.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useText } from '../../text/use-text.ts';
import { Preview } from './preview.tsx';
import type { InsertTools } from './use-insert.ts';

const useStyles = makeStyles({
  part: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'stretch',
    gap: tokens.spacingVerticalS,
    paddingBlock: tokens.spacingVerticalS,
  },
});

interface TemplateTextProps {
  tools: InsertTools;
  template: EmailTemplate;
  source: CrmRecord | null;
}

type Filled = { text: FilledTemplate } | { failure: Failure };

/** Has the CRM fill the template from the record; again where either changes. */
function useFilled({ tools, template, source }: TemplateTextProps) {
  const { call } = tools.services;
  const [settled, setSettled] = useState<{ key: string; filled: Filled } | null>(null);
  const [attempt, setAttempt] = useState(0);
  const table = template.table === null ? undefined : source?.table;
  const id = template.table === null ? undefined : source?.id;
  const key = `${template.id} ${id} ${attempt}`;
  useEffect(() => {
    const request = new AbortController();
    const record = table && id ? { record: { table, id } } : {};
    const settle = (filled: Filled) => {
      if (!request.signal.aborted) setSettled({ key, filled });
    };
    call
      .send<FilledTemplate>('POST', `/api/templates/${template.id}/fill`, record, request.signal)
      .then(
        (text) => settle({ text }),
        (error: unknown) => settle({ failure: toFailure(error) }),
      );
    return () => request.abort();
  }, [call, template.id, table, id, key]);
  // What was filled from another record is not this one's.
  const filled = settled?.key === key ? settled.filled : null;
  return { filled, retry: () => setAttempt(attempt + 1) };
}

/** A template as it will be in the mail, and the button that puts it there. */
export function TemplateText(props: TemplateTextProps) {
  const { tools } = props;
  const styles = useStyles();
  const { t } = useText();
  const { filled, retry } = useFilled(props);
  if (!filled) return <Skeleton width="100%" height="96px" />;
  if ('failure' in filled) {
    const { store } = tools.services;
    return <ProblemNotice failure={filled.failure} store={store} onRetry={retry} />;
  }
  const { subject, unresolved, ...content } = filled.text;
  return (
    <div className={styles.part}>
      <Preview subject={subject} text={content.text} />
      {unresolved.length > 0 && (
        <Notice
          tone="info"
          text={t('insert.unresolved', { count: unresolved.length, fields: unresolved.join(', ') })}
        />
      )}
      <ActionButton
        appearance="primary"
        busy={tools.action.busy}
        onClick={() => tools.insert(content, subject)}
      >
        {t('insert.insert')}
      </ActionButton>
    </div>
  );
}
