import { DataverseError } from '../errors.ts';
import { isReference, findRow, type Executor, type RowData, type Value } from '../store/rows.ts';

/** What a row keeps about its owner. */
export interface Ownership {
  ownerId: string;
  businessUnitId: string | null;
  /** `ownerid` and the columns that follow from it. */
  columns: RowData;
}

/** The owning columns for a user or a team. */
export async function ownershipOf(db: Executor, owner: Value | undefined): Promise<Ownership> {
  const row = isReference(owner) ? await findRow(db, [owner.table], owner.id) : undefined;
  if (!isReference(owner) || !row) {
    throw new DataverseError('InvalidArgument', 'The owner is missing or is not a user or team.');
  }
  const unit = row.data['businessunitid'];
  const isTeam = owner.table === 'team';
  return {
    ownerId: owner.id,
    businessUnitId: isReference(unit) ? unit.id : null,
    columns: {
      ownerid: owner,
      owninguser: isTeam ? null : owner,
      owningteam: isTeam ? owner : null,
      owningbusinessunit: unit ?? null,
    },
  };
}
