import { fixedId } from '../fixed-ids.ts';
import { tableOf } from '../metadata/index.ts';
import {
  findRow,
  insertRow,
  isReference,
  textOf,
  updateRow,
  type Executor,
  type Row,
} from '../store/rows.ts';
import { initialValues } from '../write/create.ts';
import { isoSeconds } from '../write/values.ts';

/** The address column of what a mailbox belongs to. */
const addressColumn: Record<string, string> = {
  systemuser: 'internalemailaddress',
  queue: 'emailaddress',
};

function mailboxId({ table, id, data }: Row): string {
  const given = data['defaultmailbox'];
  return isReference(given) ? given.id : fixedId(`mailbox of ${table} ${id}`);
}

/** The mailbox row of a user or queue: made where it is missing, its address brought up to date. */
export async function ensureMailbox(db: Executor, now: Date, owner: Row): Promise<void> {
  const id = mailboxId(owner);
  const reference = { table: owner.table, id: owner.id };
  const user = owner.table === 'systemuser' ? reference : (owner.data['ownerid'] ?? null);
  const address = textOf(owner.data[addressColumn[owner.table] ?? '']) || null;
  const name = textOf(owner.data[tableOf(owner.table).primaryName]);
  const at = isoSeconds(now);
  const row = {
    table: 'mailbox',
    id,
    ownerId: owner.table === 'systemuser' ? owner.id : owner.ownerId,
    businessUnitId: owner.businessUnitId,
    data: {
      ...initialValues(tableOf('mailbox')),
      createdon: at,
      modifiedon: at,
      name,
      emailaddress: address,
      regardingobjectid: reference,
      ownerid: user,
      owninguser: user,
      owningbusinessunit: owner.data['owningbusinessunit'] ?? owner.data['businessunitid'] ?? null,
    },
  };
  if (!(await insertRow(db, row))) return renameMailbox(db, id, name, address);
  const defaultmailbox = { table: 'mailbox', id };
  await updateRow(db, { ...owner, data: { ...owner.data, defaultmailbox } });
}

async function renameMailbox(
  db: Executor,
  id: string,
  name: string,
  address: string | null,
): Promise<void> {
  const mailbox = await findRow(db, ['mailbox'], id);
  if (!mailbox || mailbox.data['emailaddress'] === address) return;
  await updateRow(db, { ...mailbox, data: { ...mailbox.data, name, emailaddress: address } });
}
