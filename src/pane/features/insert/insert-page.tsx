import { useState, useSyncExternalStore } from 'react';
import { makeStyles, tokens } from '@fluentui/react-components';
import type { CrmRecord } from '../../../contracts/record.ts';
import { Notice } from '../../components/notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { ActionOutcome } from '../../components/writing/action-outcome.tsx';
import { ChoiceBar } from '../../components/writing/choice-bar.tsx';
import { useCompose } from '../../components/writing/use-compose.ts';
import type { Compose } from '../../host/compose/compose.ts';
import type { PageArgs, PageProps, Services } from '../../page/page.ts';
import { useText } from '../../text/use-text.ts';
import { ArticlesPart } from './articles-part.tsx';
import { LinkPart } from './link-part.tsx';
import { LiteraturePart } from './literature-part.tsx';
import { recordsOf } from './sources.ts';
import { TemplatesPart } from './templates-part.tsx';
import { useInsert } from './use-insert.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

type Part = 'template' | 'article' | 'literature' | 'link';

/** Texts need a body to go to, files a place to be attached; what has neither is not offered. */
const partsOf = ({ insert, attach }: Compose): Part[] => [
  ...(insert ? (['template', 'article'] as const) : []),
  ...(attach ? (['literature'] as const) : []),
  ...(insert ? (['link'] as const) : []),
];

/** The record the page was opened from; null: from the menu of a message. */
const recordIn = ({ table, id, name, url }: PageArgs): CrmRecord | null =>
  table && id && name && url ? { table, id, name, url } : null;

interface PartsProps {
  services: Services;
  compose: Compose;
  first: CrmRecord | null;
}

const Parts = ({ services, compose, first }: PartsProps) => {
  const styles = useStyles();
  const { t } = useText();
  const { store } = services;
  const { entry } = useSyncExternalStore(store.subscribe, store.getState);
  const tools = useInsert(services, compose);
  const parts = partsOf(compose);
  const [chosen, setChosen] = useState<Part | undefined>(first ? 'link' : parts[0]);
  const records = recordsOf(entry.context, first);
  if (!chosen) return <Notice tone="info" text={t('writing.notHere')} />;
  return (
    <div className={styles.page}>
      <ChoiceBar
        label={t('insert.parts')}
        choices={parts.map((id) => ({ id, text: t(`insert.part.${id}`) }))}
        chosen={chosen}
        onChoose={(part) => {
          tools.action.clear();
          setChosen(part);
        }}
      />
      <ActionOutcome outcome={tools.action.outcome} />
      {chosen === 'template' && <TemplatesPart tools={tools} records={records} />}
      {chosen === 'article' && <ArticlesPart tools={tools} />}
      {chosen === 'literature' && <LiteraturePart tools={tools} />}
      {chosen === 'link' && <LinkPart tools={tools} records={records} first={first} />}
    </div>
  );
};

/** Puts what the CRM keeps into the message being written (CMP-01, CMP-02, CMP-03, CMP-06). */
export function InsertPage({ services, args }: PageProps) {
  const { t } = useText();
  const compose = useCompose(services.host);
  if (compose === undefined) return <Skeleton width="100%" height="72px" />;
  if (!compose) return <Notice tone="info" text={t('writing.notWriting')} />;
  return <Parts services={services} compose={compose} first={recordIn(args)} />;
}
