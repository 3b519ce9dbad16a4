import { useState } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { ItemReference } from '../../../contracts/item.ts';
import type { CrmRecord } from '../../../contracts/record.ts';
import type { SeveralAbout, SeveralProgress, SeveralRequest } from '../../../contracts/several.ts';
import { toFailure, type Failure } from '../../api/failure.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import type { Services } from '../../page/page.ts';
import { useText } from '../../text/use-text.ts';
import { AboutChoice } from './about-choice.tsx';
import { MessageList } from './message-list.tsx';
import { RegardingChoice } from './regarding-choice.tsx';
import { useMessages } from './use-messages.ts';
import { useSelection } from './use-selection.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  text: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  // Stays in reach below a long list.
  foot: {
    position: 'sticky',
    insetBlockEnd: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    paddingBlock: tokens.spacingVerticalS,
    backgroundColor: tokens.colorNeutralBackground1,
  },
});

interface ChooseMessagesProps {
  services: Services;
  onStart: (batch: SeveralProgress) => void;
}

interface ChoiceProps extends ChooseMessagesProps {
  item: ItemReference;
  /** The organisation lets people track only what is regarding a record (E-06). */
  needsRegarding: boolean;
  regardingNow: Omit<CrmRecord, 'url'> | null;
}

const Choice = ({ services, onStart, item, needsRegarding, regardingNow }: ChoiceProps) => {
  const styles = useStyles();
  const { t } = useText();
  const { call, host, store } = services;
  const [about, setAbout] = useState<SeveralAbout>('conversation');
  const messages = useMessages(call, item, about);
  const selection = useSelection(host, item, messages.answer?.messages);
  const [regarding, setRegarding] = useState(regardingNow);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Failure | null>(null);
  const count = selection.chosen.size;
  const isReady = count > 0 && (regarding !== null || !needsRegarding);
  const start = () => {
    if (busy || !isReady) return;
    setBusy(true);
    setRefused(null);
    const request: SeveralRequest = {
      items: [...selection.chosen.values()].map((message) => message.item),
      ...(regarding && { regarding: { table: regarding.table, id: regarding.id } }),
    };
    call
      .send<SeveralProgress>('POST', '/api/items/several', request)
      .then(onStart, (error: unknown) => setRefused(toFailure(error)))
      .finally(() => setBusy(false));
  };
  const problem = messages.failure ?? messages.moreFailed ?? refused;
  return (
    <div className={styles.page}>
      <p className={styles.text}>{t('several.hint')}</p>
      <AboutChoice about={about} onChange={setAbout} />
      {problem && (
        <ProblemNotice
          failure={problem}
          store={store}
          onRetry={refused ? start : messages.reload}
        />
      )}
      <MessageList messages={messages} selection={selection} />
      <div className={styles.foot}>
        <RegardingChoice regarding={regarding} onChange={setRegarding} services={services} />
        <ActionButton appearance="primary" wide busy={busy || !isReady} onClick={start}>
          {t('several.track', { count })}
        </ActionButton>
      </div>
    </div>
  );
};

/** Which messages are tracked, and what they are regarding. */
export function ChooseMessages(props: ChooseMessagesProps) {
  const { store } = props.services;
  const { t } = useText();
  const styles = useStyles();
  // The list stays with the message it was opened for, whatever is selected meanwhile.
  const [{ item, entry }] = useState(store.getState);
  const reference = item?.reference;
  if (reference?.kind !== 'message') return <p className={styles.text}>{t('several.noItem')}</p>;
  return (
    <Choice
      {...props}
      item={reference}
      needsRegarding={entry.context?.can.needsRegarding ?? false}
      regardingNow={entry.context?.item.regarding ?? null}
    />
  );
}
