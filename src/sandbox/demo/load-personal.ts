import { callGraph, listAll } from '../import/graph-list.ts';
import type { GraphDoor } from '../graph/door.ts';
import { USERS } from './data/users.ts';
import type { DemoOrganisation } from './types.ts';

type Row = Record<string, unknown>;

/** Puts in what lies there under no such name yet, as after a start that was broken off. */
async function addMissing<T>(
  items: T[],
  nameOf: (item: T) => unknown,
  there: unknown[],
  add: (item: T) => Promise<unknown>,
): Promise<void> {
  for (const item of items) if (!there.includes(nameOf(item))) await add(item);
}

async function addContacts(graph: GraphDoor, userId: string, contacts: Row[]): Promise<void> {
  if (contacts.length === 0) return;
  const there = await listAll(graph, userId, '/me/contacts?$select=displayName');
  const names = there.map(({ displayName }) => displayName);
  await addMissing(
    contacts,
    ({ displayName }) => displayName,
    names,
    (contact) => graph.importContact(userId, contact),
  );
}

async function addTasks(graph: GraphDoor, userId: string, tasks: Row[]): Promise<void> {
  if (tasks.length === 0) return;
  const lists = await listAll(graph, userId, '/me/todo/lists');
  const own = lists.find(({ wellknownListName }) => wellknownListName === 'defaultList');
  const path = `/me/todo/lists/${String(own?.['id'])}/tasks`;
  const titles = (await listAll(graph, userId, path)).map(({ title }) => title);
  await addMissing(
    tasks,
    ({ title }) => title,
    titles,
    (body) => callGraph(graph, userId, { method: 'POST', path, body }),
  );
}

/** Contacts and tasks of each of us. */
export async function loadPersonal(
  graph: GraphDoor,
  { outlookContacts, tasks }: DemoOrganisation,
): Promise<void> {
  for (const { id } of USERS) {
    const cards = outlookContacts.filter(({ owner }) => owner === id);
    const own = tasks.filter(({ owner }) => owner === id);
    await addContacts(
      graph,
      id,
      cards.map(({ contact }) => contact),
    );
    await addTasks(
      graph,
      id,
      own.map(({ task }) => task),
    );
  }
}
