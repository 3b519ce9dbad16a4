import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { barePageIndex, buildBarePage } from './bench/build-bare-page.ts';
import { bulkFigures } from './bench/bulk.ts';
import type { Figure } from './bench/figure.ts';
import { startMeasuredService } from './bench/measured-service.ts';
import { paneBytes } from './bench/pane-bytes.ts';
import { backlogFigures, clockFigures } from './bench/clock.ts';
import { contactDetail, paneStart } from './bench/pane-start.ts';
import { paneSwitch } from './bench/pane-switch.ts';
import { scaleFigures, scaleIds } from './bench/scale.ts';
import { serveBarePage } from './bench/static-server.ts';
import { Tracker } from './bench/tracker.ts';
import { clickToTracked, cpuPerMail, requestsPerMail, type OwnedMail } from './bench/tracking.ts';
import { withLatency } from './bench/upstream.ts';
import { freeBasePort } from './local/free-ports.ts';
import { launchBrowser } from './local/headless-browser.ts';
import { root, spawnLocal, type LocalProcess } from './local/spawn-local.ts';

const productIds = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7'];
const known = [...productIds, 'P8', 'P10', ...scaleIds];
const crmLatencyMs = 50;

/** What the measurements share. */
interface Bench {
  dir: string;
  port: number;
  local: LocalProcess;
  bareDir: string;
  wants: (...ids: string[]) => boolean;
}

async function measurePane({ dir, local, bareDir, wants }: Bench): Promise<Figure[]> {
  if (!wants('P2', 'P3', 'P4')) return [];
  const [key, cert] = await Promise.all(
    ['localhost.key', 'localhost.pem'].map((name) => readFile(join(dir, name), 'utf8')),
  );
  const bare = await serveBarePage(
    bareDir,
    { key: key ?? '', cert: cert ?? '' },
    crmLatencyMs,
    contactDetail,
  );
  const browser = await launchBrowser(local.spki);
  try {
    return await withLatency(local.urls, crmLatencyMs, async () => [
      ...(wants('P2', 'P3') ? await paneStart(browser, local.urls, bare.origin) : []),
      ...(wants('P4') ? await paneSwitch(browser, local.urls) : []),
    ]);
  } finally {
    await browser.close();
    bare.close();
  }
}

/** Who may track, besides the one whose clicks are timed. */
const people = ['kovacs.bence', 'szucs.nora', 'martin.ellery'].map(
  (name) => `${name}@fabrikam.example`,
);

/** Received mails of all of them, each once: a mail two have is one activity. */
async function unsharedMails(trackers: Tracker[]): Promise<OwnedMail[]> {
  const owned = new Map<string, OwnedMail>();
  for (const tracker of trackers) {
    for (const mail of await tracker.mails())
      owned.set(mail.item.internetMessageId, { tracker, mail });
  }
  return [...owned.values()];
}

async function measureTracking({ dir, port, local, wants }: Bench): Promise<Figure[]> {
  if (!wants('P5', 'P6', 'P7')) return [];
  const service = await startMeasuredService(port, dir);
  try {
    const { urls } = local;
    const tracker = new Tracker(urls, service.origin, 'alice.harper@fabrikam.example');
    const mails = await tracker.mails();
    // Tokens, connections and table names are there before anything is counted.
    const [first] = mails.splice(0, 1);
    if (first) {
      await tracker.context(first);
      await tracker.track(first.item);
    }
    const figures: Figure[] = [];
    if (wants('P7')) figures.push(...(await requestsPerMail(urls, tracker, mails)));
    if (wants('P5')) figures.push(await clickToTracked(urls, tracker, mails));
    if (wants('P6', 'P7')) {
      const sender = new Tracker(urls, service.origin, people[0] ?? '');
      figures.push(...(await bulkFigures({ urls, service, sender, reader: tracker })));
    }
    if (wants('P6')) {
      const colleagues = people.map((mail) => new Tracker(urls, service.origin, mail));
      figures.push(await cpuPerMail(urls, service, await unsharedMails([tracker, ...colleagues])));
    }
    return figures;
  } finally {
    service.stop();
  }
}

async function measureProduct(ids: string[]): Promise<Figure[]> {
  if (!ids.some((id) => productIds.includes(id))) return [];
  const wants: Bench['wants'] = (...some) => some.some((id) => ids.includes(id));
  const dir = await mkdtemp(join(tmpdir(), 'regarding-bench-'));
  const port = await freeBasePort();
  const local = await spawnLocal({ port, dataDir: dir });
  const bareDir = join(dir, 'bare');
  const bench: Bench = { dir, port, local, bareDir, wants };
  try {
    if (wants('P1', 'P2', 'P3', 'P4')) await buildBarePage(root, bareDir);
    const bytes = wants('P1')
      ? [await paneBytes(join(root, 'dist/pane/pane.html'), barePageIndex(bareDir))]
      : [];
    const figures = [...bytes, ...(await measurePane(bench)), ...(await measureTracking(bench))];
    return figures.filter(({ id }) => wants(id));
  } finally {
    await local.stop();
    await rm(dir, { recursive: true });
  }
}

function print(figures: Figure[], json: boolean): void {
  if (json) {
    console.log(JSON.stringify(figures, null, 2));
    return;
  }
  for (const { id, what, value, unit, anchor, anchorValue, ratio, target, met } of figures) {
    console.log(`${met ? 'met   ' : 'missed'} ${id} ${what}: ${value} ${unit}`);
    console.log(`       ${ratio} × ${anchor} (${anchorValue}); target: ${target}`);
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((id) => !known.includes(id));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. Figures there are: ${known.join(', ')}.`);
  process.exit(1);
}
const ids = positionals.length > 0 ? positionals : known;
print(
  [
    ...(await measureProduct(ids)),
    ...(ids.includes('P8') ? await backlogFigures() : []),
    ...(ids.includes('P10') ? await clockFigures() : []),
    ...(await scaleFigures(ids)),
  ],
  values.json,
);
