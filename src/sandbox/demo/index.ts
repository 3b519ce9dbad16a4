export { loadDemo, loadEmpty } from './load.ts';
export { makeOrganisation } from './organisation.ts';
export type { DemoOrganisation } from './types.ts';
