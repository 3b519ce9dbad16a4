import type { Literal } from '../../odata/ast.ts';
import type { Context } from '../api/types.ts';
import type { Table } from '../metadata/index.ts';
import type { Row } from '../store/rows.ts';

export interface Call {
  parameters: Record<string, Literal>;
  bound?: { table: Table; row?: Row };
}

/** A function (GET) or action (POST); the result is the body below `@odata.context`. */
export interface Operation {
  method: 'GET' | 'POST';
  /** Table of the row it is bound to. */
  boundTo?: string;
  run(context: Context, call: Call): Promise<Record<string, unknown>> | Record<string, unknown>;
}
