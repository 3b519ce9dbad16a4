import { useState } from 'react';
import { Input, Label, makeStyles, tokens } from '@fluentui/react-components';
import type { RecordReference } from '../../../contracts/record.ts';
import type { CreateResponse } from '../../../contracts/tables.ts';
import { toFailure, type Failure } from '../../api/failure.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { RecordLink } from '../../components/record-link.tsx';
import { RecordSearch } from '../../components/record-search/record-search.tsx';
import { touchTarget } from '../../components/touch.ts';
import type { Services } from '../../page/page.ts';
import { useText } from '../../text/use-text.ts';

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  input: touchTarget,
  row: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface AccountChoiceProps {
  services: Services;
  onPick: (account: RecordReference) => void;
  /** Takes them off their account; absent: none has one. */
  onRemove?: (() => void) | undefined;
  onClose: () => void;
}

const accounts = ['account'];

/** Makes an account by its name alone; what else it needs is said by the CRM (C-05). */
const NewAccount = ({ services, onPick, onClose }: Omit<AccountChoiceProps, 'onRemove'>) => {
  const styles = useStyles();
  const { t } = useText();
  const [name, setName] = useState('');
  const [id] = useState(() => crypto.randomUUID());
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [alike, setAlike] = useState<Extract<CreateResponse, { outcome: 'duplicates' }> | null>(
    null,
  );
  const create = async () => {
    if (busy || !name.trim()) return;
    setBusy(true);
    setFailure(null);
    try {
      const body = {
        table: 'account',
        id,
        values: { name: name.trim() },
        allowDuplicates: !!alike,
      };
      const made = await services.call.send<CreateResponse>('POST', '/api/records', body);
      if (made.outcome === 'created') onPick({ table: 'account', id: made.record.id });
      else if (made.outcome === 'duplicates') setAlike(made);
      else services.open('create', { table: 'account' });
    } catch (error) {
      setFailure(toFailure(error));
    }
    setBusy(false);
  };
  return (
    <form
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <Label htmlFor="new-account">{t('contacts.account.name')}</Label>
      <Input
        id="new-account"
        className={styles.input}
        autoComplete="off"
        maxLength={160}
        value={name}
        onChange={(_event, data) => setName(data.value)}
      />
      {failure && (
        <ProblemNotice failure={failure} store={services.store} onRetry={() => void create()} />
      )}
      {alike && <p role="alert">{t('contacts.account.alike')}</p>}
      {alike?.records.map((record) => (
        <div key={record.id}>
          <RecordLink record={record} />
          <ActionButton onClick={() => onPick({ table: 'account', id: record.id })}>
            {t('contacts.account.use')}
          </ActionButton>
        </div>
      ))}
      <div className={styles.row}>
        <ActionButton
          appearance="primary"
          busy={busy || !name.trim()}
          onClick={() => void create()}
        >
          {t(alike ? 'contacts.account.createAnyway' : 'contacts.account.create')}
        </ActionButton>
        <ActionButton appearance="subtle" onClick={onClose}>
          {t('action.cancel')}
        </ActionButton>
      </div>
    </form>
  );
};

/** Which account the contacts belong to: one there is, or a new one (C-05). */
export function AccountChoice(props: AccountChoiceProps) {
  const { services, onPick, onRemove, onClose } = props;
  const styles = useStyles();
  const { t } = useText();
  const [isNew, setNew] = useState(false);
  if (isNew) return <NewAccount {...props} onClose={() => setNew(false)} />;
  return (
    <div className={styles.panel}>
      <RecordSearch
        label={t('contacts.account.label')}
        tables={accounts}
        call={services.call}
        onPick={({ table, id }) => onPick({ table, id })}
        onClose={onClose}
      />
      <div className={styles.row}>
        <ActionButton onClick={() => setNew(true)}>{t('contacts.account.new')}</ActionButton>
        {onRemove && (
          <ActionButton appearance="subtle" onClick={onRemove}>
            {t('contacts.account.remove')}
          </ActionButton>
        )}
        <ActionButton appearance="subtle" onClick={onClose}>
          {t('action.cancel')}
        </ActionButton>
      </div>
    </div>
  );
}
