import type { Context } from '../api/types.ts';
import { tableOf } from '../metadata/index.ts';
import { associate, disassociate } from '../write/association.ts';
import type { Collection } from '../metadata/index.ts';
import { boundRow, guidOf, listOf } from './parameters.ts';
import type { Call, Operation } from './types.ts';

const members = (): Collection =>
  tableOf('team').collections['teammembership_association'] ?? { table: 'systemuser' };

const memberIds = ({ body }: Call): string[] =>
  listOf(body['Members'], 'Members').map((member) => guidOf(member['systemuserid'], 'Members'));

const changing = (
  change: (context: Context, call: Call, memberId: string) => Promise<void>,
): Operation => ({
  method: 'POST',
  boundTo: 'team',
  run: async (context, call) => {
    for (const id of memberIds(call)) await change(context, call, id);
    return undefined;
  },
});

/** `AddMembersTeam`: `{"Members":[{"systemuserid":"…","@odata.type":"…systemuser"}]}`. */
export const addMembersTeam = changing((context, call, id) =>
  associate(context, boundRow(call), members(), { table: 'systemuser', id }),
);

/** `RemoveMembersTeam`. */
export const removeMembersTeam = changing((context, call, id) =>
  disassociate(context, boundRow(call), members(), id),
);
