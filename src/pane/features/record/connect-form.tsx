import { useCallback, useEffect, useRef, useState } from 'react';
import {
  Field,
  makeStyles,
  mergeClasses,
  Select,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import type { Connection } from '../../../contracts/record-page.ts';
import type { CrmRecord } from '../../../contracts/record.ts';
import type { ConnectionRolesResponse } from '../../../contracts/tables.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { RecordName } from '../../components/record-name.tsx';
import { LazyRecordSearch } from '../../components/record-search/lazy-record-search.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { touchTarget } from '../../components/touch.ts';
import { useEscape } from '../../components/use-escape.ts';
import type { Services } from '../../page/page.ts';
import { useAnswer } from '../../page/use-answer.ts';
import { useText } from '../../text/use-text.ts';
import { useConnect, type Roles } from './use-connect.ts';

const useStyles = makeStyles({
  form: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  text: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  error: { color: tokens.colorStatusDangerForeground1 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  select: touchTarget,
});

const noRoles: Roles = { from: '', to: '' };

type KnownRoles = ConnectionRolesResponse['roles'];

interface RoleChoiceProps {
  name: string;
  roles: KnownRoles;
  value: string;
  onChange: (id: string) => void;
}

const RoleChoice = ({ name, roles, value, onChange }: RoleChoiceProps) => {
  const styles = useStyles();
  const { t } = useText();
  return (
    <Field label={t('connection.roleOf', { name })}>
      <Select
        className={styles.select}
        value={value}
        onChange={(_event, data) => onChange(data.value)}
      >
        <option value="">{t('connection.noRole')}</option>
        {roles.map((role) => (
          <option key={role.id} value={role.id}>
            {role.name}
          </option>
        ))}
      </Select>
    </Field>
  );
};

interface ChosenProps {
  record: CrmRecord;
  to: CrmRecord;
  services: Services;
  onDone: (connection: Connection) => void;
  onCancel: () => void;
}

const nameOf = (roles: KnownRoles, id: string): string =>
  roles.find((role) => role.id === id)?.name ?? '';

const useRoles = ({ call }: Services) => {
  const ask = useCallback(
    (signal: AbortSignal) => call.get<ConnectionRolesResponse>('/api/connection-roles', {}, signal),
    [call],
  );
  return useAnswer(ask);
};

/** What the two are to each other, and the connecting itself. */
const Chosen = ({ record, to, services, onDone, onCancel }: ChosenProps) => {
  const styles = useStyles();
  const { t } = useText();
  const known = useRoles(services);
  const roles = known.answer?.roles ?? [];
  const [chosen, setChosen] = useState(noRoles);
  const holder = useRef<HTMLDivElement>(null);
  const { busy, failure, connect } = useConnect({
    call: services.call,
    from: record,
    onDone: (other, { from, to: its }) =>
      onDone({ record: other, role: nameOf(roles, its), ownRole: nameOf(roles, from) }),
  });
  useEscape(onCancel);
  // The search that had the focus is gone.
  useEffect(() => holder.current?.querySelector('button')?.focus(), []);
  return (
    <>
      <RecordName record={to} />
      {known.failure && (
        <ProblemNotice failure={known.failure} store={services.store} onRetry={known.reload} />
      )}
      {!known.answer && !known.failure && <Skeleton width="100%" height="64px" />}
      {roles.length > 0 && (
        <>
          <RoleChoice
            name={to.name}
            roles={roles}
            value={chosen.to}
            onChange={(id) => setChosen({ ...chosen, to: id })}
          />
          <RoleChoice
            name={record.name}
            roles={roles}
            value={chosen.from}
            onChange={(id) => setChosen({ ...chosen, from: id })}
          />
        </>
      )}
      <div ref={holder} className={styles.actions}>
        <ActionButton appearance="primary" busy={busy} onClick={() => void connect(to, chosen)}>
          {t('connection.save')}
        </ActionButton>
        <ActionButton onClick={onCancel}>{t('action.cancel')}</ActionButton>
      </div>
      <p className={styles.text} role="status">
        {busy ? t('connection.saving') : ''}
      </p>
      {failure && (
        <ProblemNotice
          failure={failure}
          store={services.store}
          onRetry={() => void connect(to, chosen)}
        />
      )}
    </>
  );
};

type ConnectFormProps = Omit<ChosenProps, 'to'>;

/** Connects the page's record to another one (L-04): find it, say what they are, save. */
export function ConnectForm({ record, services, onDone, onCancel }: ConnectFormProps) {
  const styles = useStyles();
  const { t } = useText();
  const [to, setTo] = useState<CrmRecord | null>(null);
  const isSelf = to?.id === record.id;
  if (to && !isSelf) {
    return (
      <div className={styles.form} role="group" aria-label={t('connection.search')}>
        <Chosen {...{ record, to, services, onDone, onCancel }} />
      </div>
    );
  }
  return (
    <div className={styles.form}>
      <LazyRecordSearch
        label={t('connection.search')}
        call={services.call}
        onPick={setTo}
        onClose={onCancel}
      />
      {isSelf && (
        <p role="alert" className={mergeClasses(styles.text, styles.error)}>
          {t('connection.self')}
        </p>
      )}
      <div className={styles.actions}>
        <ActionButton onClick={onCancel}>{t('action.cancel')}</ActionButton>
      </div>
    </div>
  );
}
