import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { RecordPage } from '../../../contracts/record-page.ts';
import type { CrmRecord } from '../../../contracts/record.ts';
import type { FormResponse } from '../../../contracts/tables.ts';
import { prefill } from '../../../domain/records/prefill.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import type { PageProps } from '../../page/page.ts';
import { useAnswer } from '../../page/use-answer.ts';
import { useText } from '../../text/use-text.ts';
import { OpenInCrm } from './open-in-crm.tsx';
import { knownRecords, originOf, parentOf } from './origin.ts';
import { RecordForm } from './record-form.tsx';
import { TableChooser } from './table-chooser.tsx';
import { useDraft } from './use-draft.ts';
import { useForm } from './use-form.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  kind: { ...typographyStyles.subtitle2, margin: 0 },
  text: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
});

/** The record a form was opened from, by name; null while it is asked for. */
function useParent({ services, args }: PageProps): CrmRecord[] | null {
  const { call, store } = services;
  const parent = parentOf(args);
  const path = parent && `/api/records/${parent.table}/${parent.id}`;
  const [known] = useState(() => knownRecords(store.getState()));
  const isKnown = !parent || known.some(({ id }) => id === parent.id);
  const ask = useCallback(
    async (signal: AbortSignal): Promise<CrmRecord[]> => {
      if (isKnown || !path) return [];
      const { record } = await call.get<RecordPage>(path, {}, signal);
      return [record];
    },
    [call, isKnown, path],
  );
  const { answer, failure } = useAnswer(ask);
  // Without its name the record is still the one that was meant.
  return answer || failure ? [...known, ...(answer ?? [])] : null;
}

/** Where the new record is shown: as what the item is regarding, or on its own page. */
const useArrival =
  ({ services, args }: PageProps) =>
  ({ table, id }: CrmRecord): void => {
    services.back();
    if (args['forItem']) void services.store.track({ table, id }, { via: 'new-record' });
    else services.open('record', { table, id });
  };

interface FilledFormProps extends PageProps {
  form: FormResponse;
  known: readonly CrmRecord[];
}

/** Copies the message's text where the person wants it; it is read only then. */
const UseMessageText = ({
  onText,
  read,
}: {
  onText: (text: string) => void;
  read: () => Promise<string>;
}) => {
  const { t } = useText();
  return (
    <ActionButton appearance="subtle" onClick={() => void read().then(onText)}>
      {t('create.useText')}
    </ActionButton>
  );
};

const FilledForm = (props: FilledFormProps) => {
  const { services, args, form, known } = props;
  const { t } = useText();
  const arrive = useArrival(props);
  const { host, store, call } = services;
  const [initial] = useState(() =>
    prefill(form.table, form.fields, originOf(args, store.getState())),
  );
  const { fields, table } = form;
  const draft = useDraft({ call, table: table.table, fields, initial, onMade: arrive });
  const description = fields.find(({ column }) => column === 'description');
  const read = host.bodyText;
  return (
    <RecordForm
      services={services}
      fields={fields}
      draft={draft}
      known={known}
      saveLabel={t(args['forItem'] ? 'create.saveAndSet' : 'create.save')}
      onUse={arrive}
      after={
        args['forItem'] && description && read
          ? {
              description: (
                <UseMessageText
                  read={read}
                  onText={(text) =>
                    draft.change('description', text.trim().slice(0, description.maxLength))
                  }
                />
              ),
            }
          : {}
      }
    />
  );
};

const TableForm = (props: PageProps & { table: string }) => {
  const { services, args, table } = props;
  const styles = useStyles();
  const { t } = useText();
  const { answer: form, failure, reload } = useForm(services.call, table);
  const known = useParent(props);
  if (failure) return <ProblemNotice failure={failure} store={services.store} onRetry={reload} />;
  if (!form || !known) return <Skeleton width="100%" height="240px" />;
  if (form.unsupported.length > 0) return <OpenInCrm form={form} />;
  return (
    <>
      <h2 className={styles.kind}>{form.table.label}</h2>
      {args['forItem'] && <p className={styles.text}>{t('create.setsRegarding')}</p>}
      <FilledForm {...props} form={form} known={known} />
    </>
  );
};

/** What is made for an item is of no use for another one that is opened meanwhile. */
function useItemStays({ services, args }: PageProps): void {
  const { store, back } = services;
  const { item } = useSyncExternalStore(store.subscribe, store.getState);
  const [first] = useState(item?.id);
  const isLeft = args['forItem'] !== undefined && item?.id !== first;
  useEffect(() => {
    if (isLeft) back();
  }, [isLeft, back]);
}

/** Makes a record of any table the person may make: the kind first, then its form (UI-07, UI-12, E-05). */
export function CreatePage(props: PageProps) {
  const styles = useStyles();
  const { services, args } = props;
  useItemStays(props);
  const [chosen, setChosen] = useState(args['table'] ?? null);
  const purpose = args['forItem'] ? 'regarding' : args['parentId'] ? 'about' : 'any';
  return (
    <div className={styles.page}>
      {chosen === null ? (
        <TableChooser services={services} purpose={purpose} onChoose={setChosen} />
      ) : (
        <TableForm {...props} table={chosen} />
      )}
    </div>
  );
}
