import { useRef, useState } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { FolderRule } from '../../../contracts/folder-rules.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { card } from '../../components/card.ts';
import { Notice } from '../../components/notice.tsx';
import { RecordName } from '../../components/record-name.tsx';
import { LazyRecordSearch } from '../../components/record-search/lazy-record-search.tsx';
import type { Services } from '../../page/page.ts';
import { useText } from '../../text/use-text.ts';
import { FolderRuleOptions } from './folder-rule-options.tsx';
import type { FolderRulesState } from './use-folder-rules.ts';

const useStyles = makeStyles({
  card,
  name: { ...typographyStyles.body1Strong, margin: 0 },
  text: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  small: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground3 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

const Progress = ({ rule }: { rule: FolderRule }) => {
  const styles = useStyles();
  const { t } = useText();
  const { linked, pending } = rule;
  if (pending > 0) {
    return <p className={styles.small}>{t('folders.pending', { linked, count: pending })}</p>;
  }
  return linked > 0 ? (
    <p className={styles.small}>{t('folders.linked', { count: linked })}</p>
  ) : null;
};

interface FolderRuleCardProps {
  services: Services;
  rule: FolderRule;
  rules: FolderRulesState;
  onSaid: (text: string) => void;
}

/** A mapped folder, and what can be done about it. */
export function FolderRuleCard({ services, rule, rules, onSaid }: FolderRuleCardProps) {
  const styles = useStyles();
  const { t } = useText();
  const [isChoosing, setChoosing] = useState(false);
  const opener = useRef<HTMLElement>();
  const close = () => {
    setChoosing(false);
    opener.current?.focus();
  };
  const { id, path, regarding, isPaused, problem, canUndo } = rule;
  const { busy } = rules;
  const say = (text: string, done: Promise<boolean>) =>
    void done.then((isDone) => isDone && onSaid(text));
  const name = path.join(' › ') || t('folders.gone');
  return (
    <li className={styles.card}>
      <p className={styles.name}>
        <bdi>{name}</bdi>
      </p>
      {regarding?.name ? (
        <RecordName record={regarding} />
      ) : (
        <p className={styles.text}>{t(regarding ? 'folders.hiddenRecord' : 'folders.noRecord')}</p>
      )}
      <FolderRuleOptions
        rule={rule}
        name={name}
        onChange={(change, said) => say(said, rules.change(id, change))}
      />
      {problem && <Notice tone="error" text={t(`folders.problem.${problem}`)} />}
      {isPaused && <p className={styles.text}>{t('folders.paused')}</p>}
      <Progress rule={rule} />
      <div className={styles.actions}>
        <ActionButton
          busy={busy}
          aria-expanded={isChoosing}
          onClick={({ currentTarget }) => {
            opener.current = currentTarget;
            setChoosing(!isChoosing);
          }}
        >
          {t('folders.changeRecord')}
        </ActionButton>
        <ActionButton
          busy={busy}
          onClick={() =>
            say(
              t(isPaused ? 'folders.saidResumed' : 'folders.saidPaused'),
              rules.change(id, { isPaused: !isPaused }),
            )
          }
        >
          {t(isPaused ? 'folders.resume' : 'folders.pause')}
        </ActionButton>
        {canUndo && (
          <ActionButton busy={busy} onClick={() => say(t('folders.saidUndone'), rules.undo(id))}>
            {t('folders.undo')}
          </ActionButton>
        )}
        <ActionButton busy={busy} onClick={() => say(t('folders.saidRemoved'), rules.remove(id))}>
          {t('folders.remove')}
        </ActionButton>
      </div>
      {isChoosing && (
        <>
          <p className={styles.text}>{t('folders.changeWarning')}</p>
          <LazyRecordSearch
            label={t('folders.record')}
            call={services.call}
            onClose={close}
            onPick={({ table, id: recordId }) => {
              close();
              const change = { regarding: { table, id: recordId } };
              say(t('folders.saidChanged'), rules.change(id, change));
            }}
          />
          {regarding && (
            <ActionButton
              appearance="subtle"
              busy={busy}
              onClick={() => {
                close();
                say(t('folders.saidUnlinked'), rules.change(id, { regarding: null }));
              }}
            >
              {t('folders.takeRecordOff')}
            </ActionButton>
          )}
        </>
      )}
    </li>
  );
}
