import { useCallback } from 'react';
import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { plainList } from '../../components/plain-list.ts';
import type { CreatableTable } from '../../../contracts/tables.ts';
import { creatableTables } from '../../api/creatable-tables.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { RecordIcon } from '../../components/record-icon.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import type { Services } from '../../page/page.ts';
import { useAnswer } from '../../page/use-answer.ts';
import { touchTarget } from '../../components/touch.ts';
import { useText } from '../../text/use-text.ts';

const useStyles = makeStyles({
  choice: {
    justifyContent: 'flex-start',
    width: '100%',
    fontWeight: tokens.fontWeightRegular,
    ...touchTarget,
  },
  group: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  heading: { ...typographyStyles.subtitle2, margin: 0 },
  list: {
    ...plainList,
    gap: tokens.spacingVerticalXS,
  },
  text: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
});

/** About: of a record, mostly what happened or will happen with it. */
export type Purpose = 'any' | 'about' | 'regarding';

const fits: Record<Purpose, (table: CreatableTable) => boolean> = {
  any: () => true,
  about: () => true,
  regarding: ({ canBeRegarding }) => canBeRegarding,
};

interface GroupProps {
  heading: string;
  tables: CreatableTable[];
  onChoose: (table: string) => void;
}

const Group = ({ heading, tables, onChoose }: GroupProps) => {
  const styles = useStyles();
  if (tables.length === 0) return null;
  return (
    <section className={styles.group}>
      <h2 className={styles.heading}>{heading}</h2>
      <ul className={styles.list}>
        {tables.map(({ table, label }) => (
          <li key={table}>
            <Button
              className={styles.choice}
              appearance="subtle"
              icon={<RecordIcon table={table} />}
              onClick={() => onChoose(table)}
            >
              {label}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
};

interface TableChooserProps {
  services: Services;
  purpose: Purpose;
  onChoose: (table: string) => void;
}

/** What kind of record to make, of those the person may make here (UI-12). */
export function TableChooser({ services, purpose, onChoose }: TableChooserProps) {
  const styles = useStyles();
  const { t, language } = useText();
  const { call, store } = services;
  const ask = useCallback(() => creatableTables(call, language), [call, language]);
  const { answer, failure, reload } = useAnswer(ask);
  if (failure) return <ProblemNotice failure={failure} store={store} onRetry={reload} />;
  if (!answer) return <Skeleton width="100%" height="160px" />;
  const tables = answer.tables.filter(fits[purpose]);
  const group = (heading: string, isWanted: (table: CreatableTable) => boolean) => (
    <Group key={heading} heading={heading} tables={tables.filter(isWanted)} onChoose={onChoose} />
  );
  const records = group(t('create.records'), ({ isActivity }) => !isActivity);
  const activities = group(t('create.activities'), ({ isActivity }) => isActivity);
  if (tables.length === 0) return <p className={styles.text}>{t('create.none')}</p>;
  return (
    <>
      <p className={styles.text}>{t('create.chooseTable')}</p>
      {purpose === 'about' ? [activities, records] : [records, activities]}
    </>
  );
}
