/**
 * Writes manifest.xml, manifest.json and its texts in other languages from src/manifest/add-in.ts:
 * `node src/bin/manifest.ts`. The files are committed; a test sees that they are current.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { addInOnlyManifest } from '../manifest/add-in-only.ts';
import { addIn } from '../manifest/add-in.ts';
import { translations } from '../manifest/types.ts';
import { unifiedManifest, unifiedTexts } from '../manifest/unified.ts';
import { root } from './local/spawn-local.ts';

async function writeJson(name: string, content: object): Promise<void> {
  const path = join(root, name);
  const style = await resolveConfig(path);
  await writeFile(path, await format(JSON.stringify(content), { ...style, filepath: path }));
}

await writeFile(join(root, 'manifest.xml'), addInOnlyManifest(addIn));
await writeJson('manifest.json', unifiedManifest(addIn));
for (const { language } of translations) {
  await writeJson(`assets/manifest.${language}.json`, unifiedTexts(addIn, language));
}
