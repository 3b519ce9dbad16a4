import { loadPersonal } from './load-personal.ts';
import { SERVICE_DELEGATES, SERVICE_MAILBOX, USERS } from './data/users.ts';
import { makeOrganisation } from './organisation.ts';
import { toMime } from './mime.ts';
import { listAll } from '../import/graph-list.ts';
import type { DataverseDoor, LoadedRow } from '../dataverse/door.ts';
import type { DirectoryUser, EntraDoor } from '../entra/door.ts';
import type { GraphDoor } from '../graph/door.ts';
import type {
  DemoMail,
  DemoMeeting,
  DemoOrganisation,
  DemoRow,
  DemoSealedMail,
  DemoUser,
} from './types.ts';

const MAILBOXES = [...USERS, SERVICE_MAILBOX];

export interface Doors {
  entra: EntraDoor;
  graph: GraphDoor;
  dataverse: DataverseDoor;
}

/**
 * Fills empty services with the demo organisation. Does nothing where the tenant has users, so it
 * may run on every start.
 */
export async function loadDemo(doors: Doors, { seed, now }: { seed: number; now: Date }) {
  if (await hasUsers(doors)) return;
  const organisation = makeOrganisation(seed, now);
  const systemUsers = await loadPeople(doors);
  await doors.dataverse.load(rowsOf(organisation).map((row) => withSystemUser(row, systemUsers)));
  const delivered = await readDelivered(doors.graph);
  for (const mail of organisation.mails) await deliver(doors.graph, mail, delivered);
  for (const mail of organisation.sealedMails) await deliverSealed(doors.graph, mail, delivered);
  for (const meeting of organisation.meetings) await invite(doors.graph, meeting);
  await loadPersonal(doors.graph, organisation);
  await addUsers(doors);
}

/** Users with their roles and empty mailboxes, nothing else. Does nothing where there are users. */
export async function loadEmpty(doors: Doors): Promise<void> {
  if (await hasUsers(doors)) return;
  await loadPeople(doors);
  await addUsers(doors);
}

async function hasUsers({ entra }: Doors): Promise<boolean> {
  return (await entra.users()).length > 0;
}

/** Comes last: users in the directory say that everything before it was finished. */
async function addUsers({ entra }: Doors): Promise<void> {
  await entra.addUsers(USERS.map(directoryUser));
}

function directoryUser(user: DemoUser): DirectoryUser {
  const { id, displayName, givenName, surname, mail, jobTitle, preferredLanguage, timeZone } = user;
  return { id, displayName, givenName, surname, mail, jobTitle, preferredLanguage, timeZone };
}

/** Mailboxes and system users; answers system user ids by Entra object id. */
async function loadPeople({ graph, dataverse }: Doors): Promise<Map<string, string>> {
  const systemUsers = new Map<string, string>();
  for (const user of USERS) {
    await graph.ensureMailbox(user);
    const { systemUserId } = await dataverse.ensureUser({
      objectId: user.id,
      fullName: user.displayName,
      givenName: user.givenName,
      surname: user.surname,
      mail: user.mail,
      roles: user.roles,
    });
    systemUsers.set(user.id, systemUserId);
  }
  await shareService(graph);
  return systemUsers;
}

/** The shared mailbox and its delegates. */
async function shareService(graph: GraphDoor): Promise<void> {
  await graph.ensureMailbox(SERVICE_MAILBOX);
  for (const { user, rights } of SERVICE_DELEGATES) {
    await graph.grantMailbox({ owner: SERVICE_MAILBOX.id, delegate: user.id, rights: [...rights] });
  }
}

function rowsOf(organisation: DemoOrganisation): DemoRow[] {
  const { accounts, contacts, leads, opportunities, cases, library } = organisation;
  return [...accounts, ...contacts, ...leads, ...opportunities, ...cases, ...library];
}

function withSystemUser(row: DemoRow, systemUsers: Map<string, string>): LoadedRow {
  const owner = systemUsers.get(row.owner);
  if (owner === undefined) throw new Error(`Row ${row.id} is owned by nobody of the demo.`);
  return { ...row, owner };
}

/** What lies in each mailbox already, after a start that was broken off: user and Message-ID. */
async function readDelivered(graph: GraphDoor): Promise<Set<string>> {
  const delivered = new Set<string>();
  for (const { id } of MAILBOXES) {
    const messages = await listAll(graph, id, '/me/messages?$select=internetMessageId&$top=1000');
    for (const { internetMessageId } of messages)
      delivered.add(`${id} ${String(internetMessageId)}`);
  }
  return delivered;
}

async function deliver(graph: GraphDoor, mail: DemoMail, delivered: Set<string>): Promise<void> {
  const mime = await toMime(mail);
  const recipients = [...mail.to, ...mail.cc].map(({ address }) => address);
  for (const user of MAILBOXES) {
    if (delivered.has(`${user.id} ${mail.messageId}`)) continue;
    const isSender = mail.from.address === user.mail;
    if (!isSender && !recipients.includes(user.mail)) continue;
    const folder = isSender ? 'sentitems' : mail.folder;
    const isRead = isSender || mail.isRead;
    await graph.importMail(user.id, { mime, at: mail.at, folder, isRead });
  }
}

async function deliverSealed(
  graph: GraphDoor,
  { owner, messageId, ...mail }: DemoSealedMail,
  delivered: Set<string>,
): Promise<void> {
  if (delivered.has(`${owner} ${messageId}`)) return;
  await graph.importMail(owner, { ...mail, folder: 'inbox' });
}

async function invite(graph: GraphDoor, meeting: DemoMeeting): Promise<void> {
  const people = [meeting.organizer, ...meeting.attendees].map(({ address }) => address);
  const isInvited = (user: DemoUser) => people.includes(user.mail);
  for (const user of USERS.filter(isInvited)) await graph.importMeeting(user.id, meeting);
}
