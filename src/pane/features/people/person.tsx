import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { PersonCard } from '../../../contracts/item.ts';
import { Breakable } from '../../components/breakable.tsx';
import { Initials } from '../../components/initials.tsx';
import { RecordLink } from '../../components/record-link.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useText } from '../../text/use-text.ts';

/** Whether the CRM told about these people, is being asked, or could not be. */
export type Knowledge = 'known' | 'asking' | 'unknown';

const useStyles = makeStyles({
  person: { display: 'flex', gap: tokens.spacingHorizontalM, minWidth: 0 },
  body: { flexGrow: 1, minWidth: 0 },
  head: { display: 'flex', justifyContent: 'space-between', gap: tokens.spacingHorizontalS },
  name: { ...typographyStyles.body1Strong, overflowWrap: 'anywhere' },
  roles: {
    ...typographyStyles.caption1,
    flexShrink: 0,
    paddingBlockStart: '2px',
    color: tokens.colorNeutralForeground3,
  },
  address: {
    ...typographyStyles.caption1,
    overflowWrap: 'anywhere',
    color: tokens.colorNeutralForeground3,
  },
  records: {
    marginBlock: `${tokens.spacingVerticalXS} 0`,
    marginInline: `calc(-1 * ${tokens.spacingHorizontalS})`,
    padding: 0,
    listStyleType: 'none',
  },
  none: {
    ...typographyStyles.caption1,
    marginBlockStart: tokens.spacingVerticalXS,
    color: tokens.colorNeutralForeground2,
  },
  // As tall as one record.
  asking: { display: 'flex', alignItems: 'center', minHeight: '44px' },
});

interface PersonProps {
  person: PersonCard;
  knowledge: Knowledge;
}

const Records = ({ person, knowledge }: PersonProps) => {
  const styles = useStyles();
  const { t } = useText();
  if (knowledge === 'unknown') return null;
  if (knowledge === 'asking') {
    return (
      <div className={styles.asking}>
        <Skeleton width="55%" />
      </div>
    );
  }
  if (person.records.length === 0) {
    return <div className={styles.none}>{t('people.notInCrm')}</div>;
  }
  return (
    <ul className={styles.records}>
      {person.records.map((record) => (
        <li key={`${record.table} ${record.id}`}>
          <RecordLink record={record} />
        </li>
      ))}
    </ul>
  );
};

/** One person of the item: name, roles, address and CRM records. */
export function Person({ person, knowledge }: PersonProps) {
  const styles = useStyles();
  const { t } = useText();
  return (
    <li className={styles.person}>
      <Initials name={person.name} address={person.address} />
      <div className={styles.body}>
        <div className={styles.head}>
          <span className={styles.name}>
            <Breakable text={person.name} />
          </span>
          <span className={styles.roles}>
            {person.roles.map((role) => t(`role.${role}`)).join(', ')}
          </span>
        </div>
        {person.address !== person.name && (
          <div className={styles.address}>
            <Breakable text={person.address} />
          </div>
        )}
        <Records person={person} knowledge={knowledge} />
      </div>
    </li>
  );
}
