import { join } from 'node:path';
import { buildPages } from '../../src/bin/local/build-pages.ts';

/** The browser tests open the built pages; they are built once, before the first of them. */
export default () => buildPages(join(import.meta.dirname, '../..'));
