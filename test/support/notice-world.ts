import { eventually } from './eventually.ts';
import { anna, bela, deliver, startRegarding } from './regarding.ts';

export interface Row {
  user_id: string;
  folder: string;
  id: string | null;
  secret: string;
  failures: number;
}

/** Regarding with a worker whose cycles do nothing but count, and two mailboxes that are watched. */
export async function startNoticeWorld() {
  const regarding = await startRegarding();
  /** Cycles that began, by whose mailbox. */
  const cycles: string[] = [];

  const rows = async (): Promise<Row[]> =>
    (await regarding.query(
      'select * from regarding.subscription order by user_id, folder',
    )) as unknown as Row[];

  const rowOf = async (userId: string, folder = 'inbox'): Promise<Row> =>
    (await rows()).find((row) => row.user_id === userId && row.folder === folder)!;

  const control = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const json = { 'content-type': 'application/json' };
    const init =
      body === undefined ? { method } : { method, headers: json, body: JSON.stringify(body) };
    const answer = await fetch(`${regarding.urls.graph}/_sandbox${path}`, init);
    const text = await answer.text();
    return text === '' ? null : JSON.parse(text);
  };

  const atGraph = async (): Promise<{ id: string; mailbox: string; expires: string }[]> =>
    (await control('GET', '/subscriptions')) as { id: string; mailbox: string; expires: string }[];

  /** As if nothing had happened in the mailbox for so long. */
  const quiet = (userId: string, seconds = 120) =>
    regarding.query(
      `update regarding.workload set ended_at = ended_at - $2 * interval '1 second',
      started_at = started_at - $2 * interval '1 second' where user_id = $1`,
      [userId, seconds],
    );

  const idle = (userId: string) =>
    eventually(
      () =>
        regarding.query(
          "select 1 from regarding.workload where user_id = $1 and workload = 'incoming' and ended_at > started_at and due_at > now() + interval '5 seconds'",
          [userId],
        ),
      (found) => found.length === 1,
    );

  const cyclesOf = (userId: string): number => cycles.filter((one) => one === userId).length;

  /** Waits for one more cycle than there were, caused by `cause`. */
  async function oneMore(userId: string, cause: () => Promise<unknown>): Promise<void> {
    await idle(userId);
    await quiet(userId);
    const before = cyclesOf(userId);
    await cause();
    await eventually(
      () => Promise.resolve(cyclesOf(userId)),
      (count) => count > before,
    );
    await idle(userId);
  }

  /** The mailbox's next cycle is due now. */
  const due = (userId: string) =>
    regarding.query(
      `with clock as (update regarding.workload set due_at = now() where user_id = $1)
      update regarding_jobs.job set start_after = now() where singleton_key like '%' || $1 || '%'
        and state = 'created' and name = 'mail-cycle'`,
      [userId],
    );

  const arrive = (userId: string) =>
    regarding.graph.receiveMail(
      userId,
      Buffer.from('From: c@customer.example\r\nTo: a@contoso.example\r\nSubject: x\r\n\r\nx\r\n'),
    );

  const post = (body: unknown, query = '') =>
    fetch(`${regarding.urls.service}/notifications${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  const world = {
    regarding,
    /** What the next cycle does. */
    during: (() => Promise.resolve()) as (userId: string) => Promise<void>,
    rows,
    rowOf,
    control,
    atGraph,
    quiet,
    idle,
    cyclesOf,
    oneMore,
    due,
    arrive,
    post,
  };
  await regarding.addWorker({
    cycles: {
      incoming: async ({ userId }) => {
        cycles.push(userId);
        await world.during(userId);
        return { items: 0 };
      },
      outgoing: () => Promise.resolve({ items: 0 }),
    },
  });
  for (const person of [anna, bela]) {
    const { item, people } = await deliver(regarding, person);
    await regarding.call(person, '/api/items/context', { item, people });
    await eventually(
      () => Promise.resolve(cyclesOf(person.id)),
      (count) => count > 0,
    );
    await idle(person.id);
  }
  return world;
}

export type NoticeWorld = Awaited<ReturnType<typeof startNoticeWorld>>;
