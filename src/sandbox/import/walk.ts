import { access, constants, opendir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ImportPathError, reasonOf } from './unimportable.ts';

/** A regular file, or something on the way that could not be entered. */
export type WalkEntry = { path: string } | { path: string; reason: string };

/**
 * Every regular file below the paths, hidden ones too, in order of name. Links are followed, but no
 * folder is entered twice, so a loop ends.
 */
export async function* walk(paths: string[]): AsyncGenerator<WalkEntry> {
  const entered = new Set<string>();
  for (const path of paths) yield* walkOne(path, entered);
}

/** @throws ImportPathError where a path does not exist or may not be read. */
export async function checkReadable(paths: string[]): Promise<void> {
  for (const path of paths) {
    try {
      await access(path, constants.R_OK);
    } catch (error) {
      const reason = reasonOf(error);
      throw new ImportPathError(`Cannot import ${path}: ${reason}`, { cause: error });
    }
  }
}

async function* walkOne(path: string, entered: Set<string>): AsyncGenerator<WalkEntry> {
  try {
    const found = await stat(path);
    if (found.isFile()) yield { path };
    else if (found.isDirectory()) yield* walkFolder(path, entered);
    else yield { path, reason: 'It is neither a file nor a folder.' };
  } catch (error) {
    yield { path, reason: reasonOf(error) };
  }
}

async function* walkFolder(path: string, entered: Set<string>): AsyncGenerator<WalkEntry> {
  const real = await realpath(path);
  if (entered.has(real)) return;
  entered.add(real);
  const names: string[] = [];
  for await (const { name } of await opendir(path)) names.push(name);
  for (const name of names.sort()) yield* walkOne(join(path, name), entered);
}
