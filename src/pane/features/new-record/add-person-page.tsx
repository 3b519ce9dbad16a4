import { useState } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { CrmRecord } from '../../../contracts/record.ts';
import type { FormResponse } from '../../../contracts/tables.ts';
import {
  companyColumns,
  companyFromDomain,
  personColumns,
  personValues,
} from '../../../domain/records/person-values.ts';
import { Breakable } from '../../components/breakable.tsx';
import { CheckRow } from '../../components/check-row.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import type { PageProps } from '../../page/page.ts';
import { useText } from '../../text/use-text.ts';
import { CompanyOffer } from './company-offer.tsx';
import { useKnownPerson, type Found } from './known-person.ts';
import { useNewAccount } from './new-account.ts';
import { OpenInCrm } from './open-in-crm.tsx';
import { RecordForm } from './record-form.tsx';
import { tracksSender } from './sender.ts';
import { useDraft, type Draft } from './use-draft.ts';
import { useForm } from './use-form.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  text: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
});

type As = keyof typeof companyColumns;
const tableOf = (as: string | undefined): As => (as === 'lead' ? 'lead' : 'contact');

interface PersonFormProps extends PageProps {
  form: FormResponse;
  found: Found;
  as: As;
}

/** What becomes of the open message once the person is in the CRM (UI-11). */
const useArrival = ({ services }: PageProps, isTracked: boolean) => {
  const { store, back } = services;
  return ({ table, id }: CrmRecord): void => {
    back();
    const tracked = isTracked
      ? store.track({ table, id }, { via: 'new-record' })
      : Promise.resolve();
    // The CRM knows the person from now on.
    void tracked.then(store.refresh);
  };
};

/** The account of a contact that is being added: those of the domain, or a new one. */
const useCompany = ({ services, found }: PersonFormProps, draft: Draft) => {
  const [made, setMade] = useState<CrmRecord[]>([]);
  const { domain, signature } = found.person;
  const name = signature.company || companyFromDomain(domain);
  const choose = ({ table, id }: CrmRecord) => draft.change(companyColumns.contact, { table, id });
  const { create, failure } = useNewAccount(services.call, (account) => {
    setMade((before) => [...before, account]);
    choose(account);
  });
  const value = draft.values[companyColumns.contact];
  const chosen = typeof value === 'object' && !Array.isArray(value) ? value.id : undefined;
  const known = [...made, ...found.accounts];
  const website = domain ? `https://${domain}` : '';
  const offer = (
    <>
      <CompanyOffer
        accounts={known}
        chosen={chosen}
        name={name}
        onChoose={choose}
        onCreate={() => create({ name, website })}
      />
      {failure && (
        <ProblemNotice
          failure={failure}
          store={services.store}
          onRetry={() => create({ name, website })}
        />
      )}
    </>
  );
  return { known, offer };
};

const PersonForm = (props: PersonFormProps) => {
  const { services, args, form, found, as } = props;
  const styles = useStyles();
  const { t } = useText();
  const { address = '' } = args;
  const { store, call } = services;
  const [isSender] = useState(() => tracksSender(store.getState(), address));
  const [tracking, setTracking] = useState(true);
  const arrive = useArrival(props, isSender && tracking);
  const { fields } = form;
  const subject = store.getState().item?.subject ?? '';
  const [initial] = useState(() => personValues(fields, found.person, subject));
  const draft = useDraft({ call, table: as, fields, initial, onMade: arrive });
  const { known, offer } = useCompany(props, draft);
  return (
    <>
      <p className={styles.text}>
        {t('addPerson.check')} <Breakable text={address} />
      </p>
      <RecordForm
        services={services}
        fields={fields}
        draft={draft}
        known={known}
        saveLabel={t(as === 'lead' ? 'addPerson.saveLead' : 'addPerson.saveContact')}
        onUse={arrive}
        after={{ [companyColumns.contact]: offer }}
      >
        {isSender && (
          <CheckRow
            checked={tracking}
            onChange={setTracking}
            label={t('addPerson.track')}
            detail={t('addPerson.trackHint')}
          />
        )}
      </RecordForm>
    </>
  );
};

/** Adds somebody nobody knows yet as a contact or lead, with what their mail tells (UI-10, UI-11). */
export function AddPersonPage(props: PageProps) {
  const { services, args } = props;
  const styles = useStyles();
  const as = tableOf(args['as']);
  const { address = '', name = '' } = args;
  const { answer: form, failure, reload } = useForm(services.call, as, personColumns.join(','));
  const found = useKnownPerson(services, { name, address });
  if (failure) return <ProblemNotice failure={failure} store={services.store} onRetry={reload} />;
  if (!form || !found) return <Skeleton width="100%" height="320px" />;
  return (
    <div className={styles.page}>
      {form.unsupported.length > 0 ? (
        <OpenInCrm form={form} />
      ) : (
        <PersonForm {...props} form={form} found={found} as={as} />
      )}
    </div>
  );
}
