import { sql } from 'kysely';
import { regardingApp, testClient } from '../entra/registrations.ts';
import { currencyId, fixedId, organizationId, rootBusinessUnitId } from './fixed-ids.ts';
import { tableOf } from './metadata/index.ts';
import { administratorProfileId } from './security/column-rights.ts';
import { roleNames } from './security/roles.ts';
import { copyRolesInto, roleIn, seedRoles } from './security/seed-roles.ts';
import { seedDuplicateRules } from './duplicates/seed-rules.ts';
import { seedApps } from './seed-apps.ts';
import { seedForms } from './forms/seed-forms.ts';
import { seedMessages } from './seed-messages.ts';
import { seedViews } from './seed-views.ts';
import { findRows, insertRow, isReference, type Executor, type RowData } from './store/rows.ts';
import { insertLink } from './write/association.ts';
import { initialValues } from './write/create.ts';
import { withDerived } from './write/derived.ts';
import { isoSeconds } from './write/values.ts';

/** Adds a row with its table's initial values, unless it is there. */
export async function seedRow(
  db: Executor,
  now: Date,
  row: { table: string; id: string; ownerId?: string; businessUnitId?: string; values: RowData },
): Promise<boolean> {
  const table = tableOf(row.table);
  const at = isoSeconds(now);
  return insertRow(db, {
    table: row.table,
    id: row.id,
    ownerId: row.ownerId ?? null,
    businessUnitId: row.businessUnitId ?? null,
    data: {
      ...withDerived(table, {
        ...initialValues(table),
        createdon: at,
        modifiedon: at,
        ...row.values,
      }),
      ...row.values,
    },
  });
}

const root = { table: 'businessunit', id: rootBusinessUnitId };

/** Adds a system user with its roles; roles it lacks are added to one that is there. */
export async function seedUser(
  db: Executor,
  now: Date,
  user: { id: string; businessUnitId: string; roles: readonly string[]; values: RowData },
): Promise<void> {
  const { id, businessUnitId, values } = user;
  const businessunitid = { table: 'businessunit', id: businessUnitId };
  await seedRow(db, now, {
    table: 'systemuser',
    id,
    ownerId: id,
    businessUnitId,
    values: { businessunitid, ...values },
  });
  const through = tableOf('systemuser').collections['systemuserroles_association']?.through;
  for (const name of user.roles) {
    if (!roleNames.includes(name)) throw new Error(`There is no security role '${name}'.`);
    const role = { table: 'role', id: roleIn(name, businessUnitId) };
    if (through) await insertLink(db, through, { table: 'systemuser', id }, role);
  }
}

const administratorProfile = { table: 'fieldsecurityprofile', id: administratorProfileId };
const profileLink = {
  table: 'systemuserprofiles',
  from: 'systemuserid',
  to: 'fieldsecurityprofileid',
};

async function seedApplications(db: Executor, now: Date): Promise<void> {
  const applications = [
    { name: 'Regarding', clientId: regardingApp.clientId, role: 'Regarding Service' },
    { name: 'Sandbox test client', clientId: testClient.clientId, role: 'System Administrator' },
  ];
  for (const { name, clientId, role } of applications) {
    await seedUser(db, now, {
      id: fixedId(`application ${clientId}`),
      businessUnitId: rootBusinessUnitId,
      roles: [role],
      values: { firstname: '#', lastname: name, applicationid: clientId, accessmode: 4 },
    });
    const user = { table: 'systemuser', id: fixedId(`application ${clientId}`) };
    await insertLink(db, profileLink, user, administratorProfile);
  }
}

/** A database from before roles were copied gets the copies it lacks. */
async function copyRolesIntoUnits(db: Executor, now: Date): Promise<void> {
  const units = await findRows(db, sql`r.table_name = 'businessunit'`);
  for (const unit of units) {
    const parent = unit.data['parentbusinessunitid'];
    if (isReference(parent)) await copyRolesInto(db, now, unit.id, parent.id);
  }
}

/** Organisation, root business unit, currency, security roles and application users. */
export async function seed(db: Executor, now: Date): Promise<void> {
  const currency = { table: 'transactioncurrency', id: currencyId };
  await seedRow(db, now, {
    ...currency,
    values: { currencyname: 'Euro', isocurrencycode: 'EUR', currencysymbol: '€', exchangerate: 1 },
  });
  await seedRow(db, now, {
    table: 'organization',
    id: organizationId,
    values: {
      name: 'Sandbox',
      trackingprefix: 'CRM:',
      trackingtokenidbase: 0,
      trackingtokeniddigits: 3,
      maximumtrackingnumber: 999,
      nexttrackingnumber: 1,
      hashminaddresscount: 2,
      hashdeltasubjectcount: 0,
      hashmaxcount: 20,
      enablesmartmatching: false,
      emailcorrelationenabled: true,
      ignoreinternalemail: false,
      requireapprovalforuseremail: true,
      requireapprovalforqueueemail: true,
      isduplicatedetectionenabled: true,
      isduplicatedetectionenabledforonlinecreateupdate: true,
      maxuploadfilesize: 5_242_880,
      expirechangetrackingindays: 7,
      languagecode: 1033,
      basecurrencyid: currency,
    },
  });
  const businessUnitId = rootBusinessUnitId;
  await seedRow(db, now, { ...root, businessUnitId, values: { name: 'Sandbox' } });
  await seedRoles(db, now);
  await copyRolesIntoUnits(db, now);
  await seedRow(db, now, {
    table: 'fieldsecurityprofile',
    id: administratorProfileId,
    values: { name: 'System Administrator' },
  });
  await seedDuplicateRules(db, now);
  await seedMessages(db, now);
  await seedViews(db, now);
  await seedForms(db, now);
  await seedApps(db, now);
  await seedApplications(db, now);
}
