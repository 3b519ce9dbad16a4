import { sql } from 'kysely';
import { DataverseError } from '../errors.ts';
import { findRows } from '../store/rows.ts';
import type { Operation } from './types.ts';

const unknownReason = -1;
const duplicate = 0;

/** `CheckPromoteEmail(MessageId=@m,…)`: whether an e-mail with that Message-ID is there already. */
export const checkPromoteEmail: Operation = {
  method: 'GET',
  run: async (context, { parameters }) => {
    const messageId = parameters['MessageId'];
    if (messageId?.kind !== 'string') {
      throw new DataverseError('InvalidArgument', "'MessageId' must be a text.");
    }
    const [found] = await findRows(
      context.db,
      sql`r.table_name = 'email' and lower(r.data->>'messageid') = lower(${messageId.value})`,
    );
    return { ShouldPromote: !found, ReasonCode: found ? duplicate : unknownReason };
  },
};
