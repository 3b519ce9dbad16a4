import { useCallback, useRef, useState } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { Connection, RecordPage } from '../../../contracts/record-page.ts';
import { creatableTables } from '../../api/creatable-tables.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { RecordRow } from '../../components/record-row.tsx';
import type { Services } from '../../page/page.ts';
import { useAnswer } from '../../page/use-answer.ts';
import { useText } from '../../text/use-text.ts';
import { ConnectForm } from './connect-form.tsx';
import { RecordSection } from './record-section.tsx';

const useStyles = makeStyles({
  part: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'stretch',
    gap: tokens.spacingVerticalS,
  },
  status: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
});

interface ConnectionsProps {
  page: RecordPage;
  services: Services;
  onAdded: (connection: Connection) => void;
}

const useMayConnect = ({ call }: Services): boolean => {
  const { language } = useText();
  const ask = useCallback(() => creatableTables(call, language), [call, language]);
  return useAnswer(ask).answer?.canConnect === true;
};

const useNote = () => {
  const { t } = useText();
  return ({ role, ownRole }: Connection): string | undefined =>
    role || (ownRole ? t('connection.ownRole', { role: ownRole }) : undefined);
};

/** Records the page's record is connected to, and the way to connect it to another (L-04). */
export function Connections({ page, services, onAdded }: ConnectionsProps) {
  const styles = useStyles();
  const { t } = useText();
  const note = useNote();
  const mayConnect = useMayConnect(services);
  const [adding, setAdding] = useState(false);
  const [added, setAdded] = useState('');
  const holder = useRef<HTMLDivElement>(null);
  const close = (name: string) => {
    setAdding(false);
    setAdded(name);
    // What had the focus is gone; the button that led there takes it.
    setTimeout(() => holder.current?.querySelector<HTMLElement>(':scope > button')?.focus());
  };
  const { connections, record } = page;
  if (connections.length === 0 && !mayConnect) return null;
  return (
    <div ref={holder} className={styles.part}>
      <RecordSection heading={t('connection.heading')}>
        {connections.map((one, at) => (
          // Two records may be connected more than once.
          <RecordRow key={at} record={one.record} open={services.open} note={note(one)} />
        ))}
      </RecordSection>
      {adding && (
        <ConnectForm
          record={record}
          services={services}
          onCancel={() => close('')}
          onDone={(connection) => {
            onAdded(connection);
            close(connection.record.name);
          }}
        />
      )}
      {mayConnect && !adding && (
        <ActionButton wide onClick={() => setAdding(true)}>
          {t('connection.add')}
        </ActionButton>
      )}
      <p className={styles.status} role="status">
        {added && t('connection.added', { name: added })}
      </p>
    </div>
  );
}
