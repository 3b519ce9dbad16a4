import { useState } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { Open20Regular } from '@fluentui/react-icons/svg/open';
import { Pin20Filled, Pin20Regular } from '@fluentui/react-icons/svg/pin';
import type { RecordPage } from '../../../contracts/record-page.ts';
import { toFailure, type Failure } from '../../api/failure.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { RecordName } from '../../components/record-name.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { IconLink } from '../../components/icon-link.tsx';
import { ToggleButton } from '../../components/toggle-button.tsx';
import { InsertLinkButton } from '../../components/writing/insert-link-button.tsx';
import type { Services } from '../../page/page.ts';
import { useText } from '../../text/use-text.ts';
import { useRegarding } from './use-regarding.ts';

const useStyles = makeStyles({
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
  },
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  head: { display: 'flex', alignItems: 'flex-start', justifyContent: 'space-between' },
  name: { ...typographyStyles.subtitle2, minWidth: 0, margin: 0 },
  icons: { display: 'flex', flexShrink: 0 },
  status: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
});

interface RecordHeadProps {
  page: RecordPage;
  services: Services;
  onPinned: (pinned: boolean) => void;
}

const usePin = ({ page, services: { call }, onPinned }: RecordHeadProps) => {
  const [failure, setFailure] = useState<Failure | null>(null);
  const { table, id } = page.record;
  const toggle = () => {
    const pinned = !page.pinned;
    setFailure(null);
    onPinned(pinned);
    call.send('PUT', '/api/pinned', { record: { table, id }, pinned }).catch((error: unknown) => {
      onPinned(!pinned);
      setFailure(toFailure(error));
    });
  };
  return { failure, toggle };
};

/** What the record is called, and what can be done with it, from here or in the CRM. */
export function RecordHead(props: RecordHeadProps) {
  const { page, services } = props;
  const styles = useStyles();
  const { t } = useText();
  const { record, pinned } = page;
  const pin = usePin(props);
  const regarding = useRegarding(record, services.store);
  return (
    <div className={styles.part}>
      <div className={styles.head}>
        <h2 className={styles.name}>
          <RecordName record={record} />
        </h2>
        <span className={styles.icons}>
          <ToggleButton
            icon={pinned ? <Pin20Filled /> : <Pin20Regular />}
            label={t(pinned ? 'recent.unpin' : 'recent.pin')}
            pressed={pinned}
            onClick={pin.toggle}
          />
          <IconLink icon={<Open20Regular />} label={t('record.open')} href={record.url} />
        </span>
      </div>
      <div className={styles.actions}>
        {regarding.offered && (
          <ActionButton appearance="primary" busy={regarding.busy} onClick={regarding.set}>
            {t('action.setRegarding')}
          </ActionButton>
        )}
        {regarding.possible && (
          <ActionButton
            onClick={() =>
              services.open('create', { parentTable: record.table, parentId: record.id })
            }
          >
            {t('record.newActivity')}
          </ActionButton>
        )}
        <InsertLinkButton record={record} services={services} />
      </div>
      <p className={styles.status} role="status">
        {regarding.busy ? t('doing.set-regarding') : regarding.isSet ? t('record.isRegarding') : ''}
      </p>
      {pin.failure && (
        <ProblemNotice failure={pin.failure} store={services.store} onRetry={pin.toggle} />
      )}
      {regarding.failure && (
        <ProblemNotice failure={regarding.failure} store={services.store} onRetry={regarding.set} />
      )}
    </div>
  );
}
