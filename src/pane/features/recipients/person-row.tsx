import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { FoundPerson } from '../../../contracts/library.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Breakable } from '../../components/breakable.tsx';
import { RecordName } from '../../components/record-name.tsx';
import { useText } from '../../text/use-text.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
    paddingBlock: tokens.spacingVerticalS,
    borderBlockEndWidth: tokens.strokeWidthThin,
    borderBlockEndStyle: 'solid',
    borderBlockEndColor: tokens.colorNeutralStroke2,
  },
  text: { flex: '1 1 10rem', minWidth: 0, overflowWrap: 'anywhere' },
  address: {
    ...typographyStyles.caption1,
    display: 'block',
    // Below the record's name, beside its icon.
    paddingInlineStart: `calc(20px + ${tokens.spacingHorizontalS})`,
    color: tokens.colorNeutralForeground2,
  },
});

interface PersonRowProps {
  person: FoundPerson;
  /** On the item already. */
  isOn: boolean;
  busy: boolean;
  onAdd: () => void;
}

/** Somebody who can be written to, or why they cannot. */
export function PersonRow({ person, isOn, busy, onAdd }: PersonRowProps) {
  const styles = useStyles();
  const { t } = useText();
  const { record, address, isYours } = person;
  return (
    <li className={styles.row}>
      <div className={styles.text}>
        <RecordName record={record} />
        <span className={styles.address}>
          {address ? <Breakable text={address} /> : t('recipients.noAddress')}
          {isYours && ` · ${t('recipients.yours')}`}
          {isOn && ` · ${t('recipients.isOn')}`}
        </span>
      </div>
      {address && !isOn && (
        <ActionButton busy={busy} onClick={onAdd}>
          {t('recipients.add')}
        </ActionButton>
      )}
    </li>
  );
}
