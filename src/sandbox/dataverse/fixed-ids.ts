import { uuidV5 } from '../../lib/uuid-v5.ts';

/** Fixed ids, so that a sandbox started anew has the same ones. */
export const organizationId = '0d5a7d3e-0000-4000-8000-5a4db0c5d001';
export const rootBusinessUnitId = '0d5a7d3e-0000-4000-8000-5a4db0c5d002';
export const currencyId = '0d5a7d3e-0000-4000-8000-5a4db0c5d003';

const namespace = '0d5a7d3e-0000-4000-8000-5a4db0c5d000';

/** The fixed id of something the sandbox makes once by name. */
export const fixedId = (name: string): string => uuidV5(namespace, name);
