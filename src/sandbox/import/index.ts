export { importPaths } from './import-paths.ts';
export { formatReport } from './report.ts';
export { ImportPathError } from './unimportable.ts';
export type { ImportReport } from './report.ts';
