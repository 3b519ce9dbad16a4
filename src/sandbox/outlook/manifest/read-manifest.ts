import { readFile } from 'node:fs/promises';
import type { AddIn } from './add-in.ts';
import { parseManifest } from './parse-manifest.ts';

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The manifest's own origin, that of its first source location, replaced by `origin`. */
export function rebase(xml: string, origin: string): string {
  const source = /<SourceLocation\s+DefaultValue="([^"]+)"/.exec(xml)?.[1];
  if (!source) return xml;
  return xml.replace(new RegExp(`${escape(new URL(source).origin)}(?=["/<?#])`, 'g'), origin);
}

/**
 * Side-loads the manifest at `path`, read anew each time so that a changed one shows after a reload.
 * Its pages are taken from `origin`, whatever address the manifest was written for.
 */
export async function readManifest(path: string, origin: string, language: string): Promise<AddIn> {
  return parseManifest(rebase(await readFile(path, 'utf8'), origin), language);
}
