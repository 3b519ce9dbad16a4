import { figure, median, type Figure } from './figure.ts';
import { openScaleWorld, type ScaleWorld } from './scale-world.ts';

const runs = 21;
const small = { messages: 2_000, contacts: 8_000 };
const large = { messages: 50_000, contacts: 200_000 };

/** One request whose time must not grow with what is stored. */
interface Probe {
  id: string;
  what: string;
  run: (world: ScaleWorld) => Promise<unknown>;
}

const people = [7, 400, 1_200].map((n) => `"person${n}@scale.example"`).join(',');
const columns = ['emailaddress1', 'emailaddress2', 'emailaddress3'];
const addressMatch =
  columns
    .map((_, n) => `Microsoft.Dynamics.CRM.In(PropertyName=@p${n},PropertyValues=@v)`)
    .join(' or ') +
  columns.map((column, n) => `&@p${n}='${column}'`).join('') +
  `&@v=[${people}]`;

const contacts = ({ urls }: ScaleWorld): string => `${urls.dataverse}/api/data/v9.2/contacts`;

/** Throws where an answer has not as many rows as the probe expects: a fast wrong answer is none. */
async function expectRows(rows: number, answer: Promise<Record<string, unknown>>): Promise<void> {
  const { value } = await answer;
  const found = Array.isArray(value) ? value.length : 0;
  if (found !== rows) throw new Error(`The answer has ${found} rows instead of ${rows}.`);
}

const probes: Probe[] = [
  {
    id: 'S1',
    what: 'Graph: first page of a delta query on the inbox',
    run: (world) =>
      expectRows(
        50,
        world.get(
          `${world.mailbox}/mailFolders/inbox/messages/delta?$select=subject`,
          'odata.maxpagesize=50',
        ),
      ),
  },
  {
    id: 'S2',
    what: 'Graph: the message of an internetMessageId',
    run: (world) =>
      expectRows(
        1,
        world.get(
          `${world.mailbox}/messages?$select=id&$filter=internetMessageId eq '<7@scale.example>'`,
        ),
      ),
  },
  {
    id: 'S3',
    what: 'Graph: $search for a rare word',
    run: (world) =>
      expectRows(1, world.get(`${world.mailbox}/messages?$select=id&$search="quagga"`)),
  },
  {
    id: 'S4',
    what: 'Dataverse: three addresses in three columns (In)',
    run: (world) =>
      expectRows(3, world.get(`${contacts(world)}?$select=fullname&$filter=${addressMatch}`)),
  },
  {
    id: 'S5',
    what: 'Dataverse: contains(fullname) of a rare text',
    run: (world) =>
      expectRows(
        1,
        world.get(`${contacts(world)}?$select=fullname&$filter=contains(fullname,'quagga')`),
      ),
  },
  {
    id: 'S6',
    what: 'Dataverse: first page of change tracking',
    run: (world) =>
      expectRows(
        50,
        world.get(
          `${contacts(world)}?$select=fullname`,
          'odata.track-changes, odata.maxpagesize=50',
        ),
      ),
  },
];

export const scaleIds = probes.map(({ id }) => id);

/** Milliseconds of each probe, the middle of several runs. */
async function measure(world: ScaleWorld, wanted: Probe[]): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  for (const { id, run } of wanted) {
    await run(world);
    const samples: number[] = [];
    for (let n = 0; n < runs; n += 1) {
      const started = performance.now();
      await run(world);
      samples.push(performance.now() - started);
    }
    times.set(id, median(samples));
  }
  return times;
}

/** How requests fare in a mailbox and an organisation 25 times as large. */
export async function scaleFigures(ids: string[]): Promise<Figure[]> {
  const wanted = probes.filter(({ id }) => ids.includes(id));
  if (wanted.length === 0) return [];
  const world = await openScaleWorld();
  try {
    await world.fill(small.messages, small.contacts);
    const before = await measure(world, wanted);
    await world.fill(large.messages, large.contacts);
    const after = await measure(world, wanted);
    return wanted.map(({ id, what }) =>
      figure(
        {
          id,
          what: `${what}, among ${large.messages} messages or ${large.contacts} contacts`,
          value: after.get(id) ?? Number.NaN,
          unit: 'ms',
          anchor: `the same among ${small.messages} or ${small.contacts}`,
          anchorValue: before.get(id) ?? Number.NaN,
          target: '≤ 2 × (25 times the rows)',
        },
        ({ ratio }) => ratio <= 2,
      ),
    );
  } finally {
    await world.close();
  }
}
