import { operations } from './index.ts';
import type { Operation } from './types.ts';

/** How a function or action is called, as `$metadata` says it. */
export interface Signature {
  name: string;
  kind: 'Function' | 'Action';
  /** Type it is bound to; absent where it stands alone. */
  bound?: string;
}

function signatures(name: string, { method, boundTo, isOfSet }: Operation): Signature[] {
  const kind = method === 'GET' ? 'Function' : 'Action';
  if (boundTo === undefined) return [{ name, kind }];
  return [boundTo].flat().map((table) => ({
    name,
    kind,
    bound: isOfSet ? `Collection(mscrm.${table})` : `mscrm.${table}`,
  }));
}

/** Every operation there is, once for each table it is bound to. */
export const operationSignatures = (): Signature[] =>
  Object.entries(operations).flatMap(([name, operation]) => signatures(name, operation));
