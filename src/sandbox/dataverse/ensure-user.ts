import { sql } from 'kysely';
import type { DataverseDoor } from './door.ts';
import { fixedId, rootBusinessUnitId } from './fixed-ids.ts';
import { seedRow, seedUser } from './seed.ts';
import { findRows, type Executor } from './store/rows.ts';

type NewUser = Parameters<DataverseDoor['ensureUser']>[0];

async function ensureBusinessUnit(
  db: Executor,
  now: Date,
  name: string | undefined,
): Promise<string> {
  if (!name) return rootBusinessUnitId;
  const [unit] = await findRows(
    db,
    sql`r.table_name = 'businessunit' and r.data->>'name' = ${name}`,
  );
  if (unit) return unit.id;
  const id = fixedId(`business unit ${name}`);
  const parentbusinessunitid = { table: 'businessunit', id: rootBusinessUnitId };
  const values = { name, parentbusinessunitid };
  await seedRow(db, now, { table: 'businessunit', id, businessUnitId: id, values });
  return id;
}

const splitName = (fullName: string): { firstname: string; lastname: string } => {
  const [firstname = '', ...rest] = fullName.trim().split(/\s+/);
  return { firstname, lastname: rest.join(' ') };
};

/** Makes the system user of an Entra user, with a mailbox row and roles, if it is missing. */
export async function ensureUser(
  db: Executor,
  now: Date,
  user: NewUser,
): Promise<{ systemUserId: string }> {
  const objectId = user.objectId.toLowerCase();
  const id = fixedId(`user ${objectId}`);
  const businessUnitId = await ensureBusinessUnit(db, now, user.businessUnit);
  const reference = { table: 'systemuser', id };
  const mailbox = { table: 'mailbox', id: fixedId(`mailbox ${objectId}`) };
  await seedUser(db, now, {
    id,
    businessUnitId,
    roles: user.roles,
    values: {
      ...splitName(user.fullName),
      domainname: user.mail,
      internalemailaddress: user.mail,
      azureactivedirectoryobjectid: objectId,
      defaultmailbox: mailbox,
    },
  });
  await seedRow(db, now, {
    ...mailbox,
    ownerId: id,
    businessUnitId,
    values: {
      name: user.fullName,
      emailaddress: user.mail,
      regardingobjectid: reference,
      ownerid: reference,
      owninguser: reference,
    },
  });
  return { systemUserId: id };
}
