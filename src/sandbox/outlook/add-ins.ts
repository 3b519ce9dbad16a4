import { parseManifest } from './manifest/parse-manifest.ts';
import { readManifest } from './manifest/read-manifest.ts';
import type { SideLoads } from './side-loads.ts';
import type { InstalledAddIn, OutlookDeps } from './types.ts';

type Installation = Pick<OutlookDeps, 'manifestPath' | 'urls'>;

/** The origins of all add-ins of all people: the page stays the same one when another signs in. */
export async function everybodysOrigins(deps: Installation, sideLoads: SideLoads) {
  const own = await readManifest(deps.manifestPath, deps.urls.service, 'en-US');
  const others = (await sideLoads.all()).map((xml) => parseManifest(xml, 'en-US'));
  return [...new Set([own, ...others].flatMap(({ origins }) => origins))];
}

/** The add-ins of a person's mailbox: that of the service, which stays, then the side-loaded ones. */
export async function installedAddIns(
  deps: Installation,
  sideLoads: SideLoads,
  userId: string,
  language: string,
): Promise<InstalledAddIn[]> {
  const own = await readManifest(deps.manifestPath, deps.urls.service, language);
  const manifests = await sideLoads.of(userId);
  return [
    { ...own, isRemovable: false },
    ...manifests.map((xml) => ({ ...parseManifest(xml, language), isRemovable: true })),
  ];
}
