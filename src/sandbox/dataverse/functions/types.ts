import type { Literal } from '../../odata/ast.ts';
import type { Context } from '../api/types.ts';
import type { Table } from '../metadata/index.ts';
import type { Row } from '../store/rows.ts';
import type { Json } from '../write/payload.ts';

export interface Call {
  /** A function's, from the URL. */
  parameters: Record<string, Literal>;
  /** An action's, from the body; empty for a function. */
  body: Json;
  bound?: { table: Table; row?: Row };
}

type Result = Record<string, unknown> | undefined;

/**
 * A function (GET) or action (POST). The result is the body below `@odata.context` (which it may
 * give itself), or undefined for 204. An action runs in a transaction.
 */
export interface Operation {
  method: 'GET' | 'POST';
  /** Table of the row it is bound to; one of several. */
  boundTo?: string | readonly string[];
  /** Bound to the table itself (`emails/Microsoft.Dynamics.CRM.DeliverIncomingEmail`). */
  isOfSet?: boolean;
  run(context: Context, call: Call): Promise<Result> | Result;
}
