import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { CrmRecord } from '../../../contracts/record.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useText } from '../../text/use-text.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    marginBlockStart: tokens.spacingVerticalXS,
  },
  text: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
  offers: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
});

interface CompanyOfferProps {
  accounts: readonly CrmRecord[];
  /** Id of the account that is chosen. */
  chosen: string | undefined;
  /** What a new account would be called; empty: nobody knows. */
  name: string;
  onChoose: (account: CrmRecord) => void;
  onCreate: () => void;
}

/** Accounts the person may belong to, and a new one (UI-10). */
export function CompanyOffer({ accounts, chosen, name, onChoose, onCreate }: CompanyOfferProps) {
  const styles = useStyles();
  const { t } = useText();
  const others = accounts.filter(({ id }) => id !== chosen);
  const isOpen = chosen === undefined;
  if (others.length === 0 && !(isOpen && name)) return null;
  return (
    <div className={styles.root}>
      {others.length > 0 && <p className={styles.text}>{t('addPerson.sameDomain')}</p>}
      <div className={styles.offers}>
        {others.map((account) => (
          <ActionButton key={account.id} appearance="subtle" onClick={() => onChoose(account)}>
            {account.name}
          </ActionButton>
        ))}
        {isOpen && name && (
          <ActionButton appearance="subtle" onClick={onCreate}>
            {t('addPerson.newAccount', { name })}
          </ActionButton>
        )}
      </div>
    </div>
  );
}
