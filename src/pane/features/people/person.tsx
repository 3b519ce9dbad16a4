import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { PersonCard } from '../../../contracts/item.ts';
import { Breakable } from '../../components/breakable.tsx';
import { Initials } from '../../components/initials.tsx';
import { LazyPart } from '../../components/lazy-part.tsx';
import { RecordRow } from '../../components/record-row.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import type { Services } from '../../page/page.ts';
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
  services: Services;
}

const loadWhichRecord = async () =>
  (await import(/* webpackChunkName: "which-record" */ './which-record.tsx')).WhichRecord;

const loadAddPerson = async () =>
  (await import(/* webpackChunkName: "add-person" */ './add-person.tsx')).AddPerson;

const Records = ({ person, knowledge, services }: PersonProps) => {
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
    return (
      <>
        <div className={styles.none}>{t('people.notInCrm')}</div>
        {person.address && <LazyPart load={loadAddPerson} props={{ person, services }} />}
      </>
    );
  }
  return (
    <div className={styles.records}>
      {person.records.length > 1 ? (
        <LazyPart load={loadWhichRecord} props={{ person, services }} />
      ) : (
        person.records.map((record) => (
          <RecordRow key={record.id} record={record} open={services.open} />
        ))
      )}
    </div>
  );
};

/** One person of the item: name, roles, address and CRM records. */
export function Person({ person, knowledge, services }: PersonProps) {
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
        <Records person={person} knowledge={knowledge} services={services} />
      </div>
    </li>
  );
}
