import type { Call } from './call.ts';

/** `{origin}/v1.0/$metadata#…`, for what is outside a mailbox. */
export const graphContext = ({ graph }: Pick<Call, 'graph'>, path: string): string =>
  `${graph.origin}/v1.0/$metadata#${path}`;
