import { TargetMailbox } from './mailbox.ts';
import { readItems } from './read-items.ts';
import { emptyReport } from './report.ts';
import { Unimportable, reasonOf } from './unimportable.ts';
import { checkReadable, walk } from './walk.ts';
import type { ImportReport } from './report.ts';
import type { EntraDoor } from '../entra/door.ts';
import type { GraphDoor } from '../graph/door.ts';

/**
 * Fills a mailbox from files and folders: mails (`.eml`, or what begins like one), mailboxes
 * (`.mbox`), calendars (`.ics`) and contact cards (`.vcf`). Every regular file is imported or listed
 * with its reason; what is there already is listed too, so a second import changes nothing.
 * @throws ImportPathError where a given path does not exist or may not be read.
 */
export async function importPaths(
  paths: string[],
  target: { userId: string },
  doors: { graph: GraphDoor; entra: EntraDoor },
): Promise<ImportReport> {
  await checkReadable(paths);
  const mailbox = await TargetMailbox.open(doors, target.userId);
  const report = emptyReport();
  for await (const entry of walk(paths)) {
    if ('reason' in entry) report.skipped.push(entry);
    else await importFile(entry.path, mailbox, report);
  }
  return report;
}

async function importFile(
  path: string,
  mailbox: TargetMailbox,
  report: ImportReport,
): Promise<void> {
  const before = report.skipped.length;
  let items = 0;
  const skip = (label: string | null, error: unknown) =>
    report.skipped.push({ path: label ? `${path} (${label})` : path, reason: reasonOf(error) });
  try {
    for await (const { label, kind, put } of await readItems(path, mailbox)) {
      try {
        const leftOut = await put();
        leftOut.forEach((reason) => skip(label, new Unimportable(reason)));
        report.imported[kind] += 1;
        items += 1;
      } catch (error) {
        skip(label, error);
      }
    }
    if (items === 0 && report.skipped.length === before) throw new Unimportable('It is empty.');
  } catch (error) {
    skip(null, error);
  }
  report.files.push({ path, items });
}
