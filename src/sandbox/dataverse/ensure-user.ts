import { sql } from 'kysely';
import type { DataverseDoor } from './door.ts';
import { fixedId, rootBusinessUnitId } from './fixed-ids.ts';
import { seedRow, seedUser } from './seed.ts';
import { ensureMailbox } from './mail/mailboxes.ts';
import { ensureSettings } from './mail/user-settings.ts';
import { copyRolesInto } from './security/seed-roles.ts';
import { findRow, findRows, type Executor } from './store/rows.ts';

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
  await copyRolesInto(db, now, id, rootBusinessUnitId);
  return id;
}

/** Without the directory's own parts, the first word is the given name. */
function nameParts({ fullName, givenName, surname }: NewUser) {
  const [first = '', ...rest] = fullName.trim().split(/\s+/);
  return {
    firstname: givenName ?? first,
    lastname: surname ?? rest.join(' '),
    fullname: fullName,
  };
}

/**
 * Makes the system user of an Entra user, with a mailbox row, settings and roles, if it is missing.
 */
export async function ensureUser(
  db: Executor,
  now: Date,
  user: NewUser,
): Promise<{ systemUserId: string }> {
  const objectId = user.objectId.toLowerCase();
  const id = fixedId(`user ${objectId}`);
  const businessUnitId = await ensureBusinessUnit(db, now, user.businessUnit);
  const mailbox = { table: 'mailbox', id: fixedId(`mailbox ${objectId}`) };
  await seedUser(db, now, {
    id,
    businessUnitId,
    roles: user.roles,
    values: {
      ...nameParts(user),
      domainname: user.mail,
      internalemailaddress: user.mail,
      azureactivedirectoryobjectid: objectId,
      defaultmailbox: mailbox,
    },
  });
  await ensureSettings(db, { id, businessUnitId });
  const row = await findRow(db, ['systemuser'], id);
  if (row) await ensureMailbox(db, now, row);
  return { systemUserId: id };
}
