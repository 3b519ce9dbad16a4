import { useRef, useState, useSyncExternalStore } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { CrmRecord } from '../../../contracts/record.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { RecordName } from '../../components/record-name.tsx';
import { LazyRecordSearch } from '../../components/record-search/lazy-record-search.tsx';
import type { Services } from '../../page/page.ts';
import { useText } from '../../text/use-text.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  record: { flex: '1 1 8rem', minWidth: 0 },
  none: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2 },
});

type Chosen = Omit<CrmRecord, 'url'>;

interface RegardingChoiceProps {
  /** Null: the messages are tracked without regarding. */
  regarding: Chosen | null;
  onChange: (regarding: Chosen | null) => void;
  services: Services;
}

/** What the messages are regarding: shown, chosen, taken off. */
export function RegardingChoice({ regarding, onChange, services }: RegardingChoiceProps) {
  const styles = useStyles();
  const { t } = useText();
  const { entry } = useSyncExternalStore(services.store.subscribe, services.store.getState);
  const isNeeded = entry.context?.can.needsRegarding ?? false;
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const close = () => {
    setOpen(false);
    root.current?.querySelector('button')?.focus();
  };
  return (
    <div ref={root} className={styles.root}>
      <div className={styles.row}>
        <div className={styles.record}>
          {regarding ? (
            <RecordName record={regarding} />
          ) : (
            <span className={styles.none}>
              {t(isNeeded ? 'problem.needs-regarding.text' : 'several.noRegarding')}
            </span>
          )}
        </div>
        <ActionButton aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(regarding ? 'action.changeRegarding' : 'action.setRegarding')}
        </ActionButton>
        {regarding && !isNeeded && (
          <ActionButton appearance="subtle" onClick={() => onChange(null)}>
            {t('several.withoutRegarding')}
          </ActionButton>
        )}
      </div>
      {open && (
        <LazyRecordSearch
          suggestions={entry.context?.suggestions ?? []}
          call={services.call}
          onPick={(record) => {
            onChange(record);
            close();
          }}
          onClose={close}
        />
      )}
    </div>
  );
}
