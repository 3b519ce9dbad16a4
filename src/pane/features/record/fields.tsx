import {
  createFocusOutlineStyle,
  makeStyles,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import type { RecordField, RecordPage } from '../../../contracts/record-page.ts';
import { Breakable } from '../../components/breakable.tsx';
import type { Services } from '../../page/page.ts';

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr)',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXS,
    margin: 0,
  },
  label: {
    ...typographyStyles.body1,
    overflowWrap: 'anywhere',
    color: tokens.colorNeutralForeground3,
  },
  value: { ...typographyStyles.body1, margin: 0, minWidth: 0, overflowWrap: 'anywhere' },
  link: {
    position: 'relative',
    display: 'inline-block',
    padding: 0,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    font: 'inherit',
    textAlign: 'start',
    textDecorationLine: 'none',
    color: tokens.colorBrandForegroundLink,
    cursor: 'pointer',
    ':hover': { textDecorationLine: 'underline' },
    ...createFocusOutlineStyle(),
    '@media (pointer: coarse)': { minHeight: '44px', alignContent: 'center' },
  },
});

/** Where a field leads; undefined where it leads nowhere, or nowhere safe. */
const addressOf = ({ kind, value }: RecordField): string | undefined => {
  if (kind === 'email') return `mailto:${encodeURIComponent(value)}`;
  if (kind === 'phone') return `tel:${value.replace(/[^\d+*#]/g, '')}`;
  if (kind !== 'url') return undefined;
  const url = /^[a-z]+:/i.test(value) ? value : `https://${value}`;
  return /^https?:\/\//i.test(url) ? url : undefined;
};

const Value = ({ field, open }: { field: RecordField; open: Services['open'] }) => {
  const styles = useStyles();
  const { record, value, kind } = field;
  const address = addressOf(field);
  if (record) {
    return (
      <button
        type="button"
        className={styles.link}
        onClick={() => open('record', { table: record.table, id: record.id })}
      >
        <bdi>{record.name}</bdi>
      </button>
    );
  }
  if (!address) return <bdi>{value}</bdi>;
  const outside = kind === 'url' && { target: '_blank', rel: 'noopener noreferrer' };
  return (
    <a className={styles.link} href={address} {...outside}>
      <Breakable text={value} />
    </a>
  );
};

/** The first columns of the record's card; addresses and numbers can be acted on (UI-04, C-07). */
export function Fields({ page, open }: { page: RecordPage; open: Services['open'] }) {
  const styles = useStyles();
  if (page.fields.length === 0) return null;
  return (
    <dl className={styles.list}>
      {page.fields.map((field) => (
        <Field key={field.label} field={field} open={open} />
      ))}
    </dl>
  );
}

const Field = ({ field, open }: { field: RecordField; open: Services['open'] }) => {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.label}>{field.label}</dt>
      <dd className={styles.value}>
        <Value field={field} open={open} />
      </dd>
    </>
  );
};
