import type { Context } from '../api/types.ts';
import { DataverseError } from '../errors.ts';
import { fixedId } from '../fixed-ids.ts';
import { boundRow, guidOf, jsonOf, optionalText } from '../functions/parameters.ts';
import type { Call, Operation } from '../functions/types.ts';
import { findTable, tableOf, type Table } from '../metadata/index.ts';
import { parsePrefer } from '../api/prefer.ts';
import { presentRows } from '../read/expand.ts';
import { requireAccess, requirePrivilege } from '../security/access.ts';
import { findRow, updateRow, type Row, type RowData } from '../store/rows.ts';
import { isObject, readChange, type Json } from '../write/payload.ts';
import { findDuplicates, type Page } from './detect.ts';
import { conditionsOf, publishedRules } from './rules.ts';

function tableOfEntity(entity: Json): Table {
  const type = entity['@odata.type'];
  const name = typeof type === 'string' ? type.replace(/^#?Microsoft\.Dynamics\.CRM\./, '') : '';
  const table = findTable(name);
  if (!table) throw new DataverseError('InvalidArgument', "'BusinessEntity' needs @odata.type.");
  if (table.isDuplicateDetected) return table;
  const text = `Duplicate detection is not supported on the record type ${table.name}.`;
  throw new DataverseError('DuplicateCheckNotSupportedOnEntity', text);
}

/** What is known of the row: its stored columns where it is there, and those given. */
async function dataOf(
  context: Context,
  table: Table,
  entity: Json,
): Promise<{ id?: string; data: RowData }> {
  const { values } = await readChange(context, table, entity);
  const given = entity[table.id];
  if (given === undefined) return { data: values };
  const id = guidOf(given, table.id);
  const row = await findRow(context.db, [table.name], id);
  return { id, data: { ...row?.data, ...values } };
}

function pageOf(call: Call): Page {
  const info = call.parameters['PagingInfo'] ? jsonOf(call, 'PagingInfo') : {};
  const { PageNumber = 1, Count = 50 } = isObject(info) ? info : {};
  const limit = Math.min(Math.max(Number(Count) || 50, 1), 5000);
  return { limit, offset: (Math.max(Number(PageNumber) || 1, 1) - 1) * limit };
}

/** Rows of a table as an answer has them, with their type. */
async function shown(context: Context, rows: readonly Row[]): Promise<Json[]> {
  const records: Json[] = [];
  for (const row of rows) {
    const preferences = parsePrefer({});
    const query = { custom: {} };
    const [record] = await presentRows(context, tableOf(row.table), [row], query, preferences);
    records.push({ '@odata.type': `#Microsoft.Dynamics.CRM.${row.table}`, ...record });
  }
  return records;
}

/** `RetrieveDuplicates(BusinessEntity=@e,MatchingEntityName=@m,PagingInfo=@p)`. */
const retrieveDuplicates: Operation = {
  method: 'GET',
  run: async (context, call) => {
    const entity = jsonOf(call, 'BusinessEntity');
    if (!isObject(entity)) {
      throw new DataverseError('InvalidArgument', "'BusinessEntity' must be a row.");
    }
    const table = tableOfEntity(entity);
    requirePrivilege(context.principals, 'Read', table);
    if ((await publishedRules(context.db, table.name)).length === 0) {
      const text = `There are no published duplicate detection rules for ${table.name}.`;
      throw new DataverseError('NoPublishedDuplicateDetectionRules', text);
    }
    const given = await dataOf(context, table, entity);
    const matching = optionalText(call, 'MatchingEntityName');
    const rows = await findDuplicates(context, table, given, matching, pageOf(call));
    return {
      '@odata.context': `${context.root}/$metadata#Collection(Microsoft.Dynamics.CRM.crmbaseentity)`,
      value: await shown(context, rows),
    };
  },
};

async function setStatus(
  context: Context,
  rule: Row,
  { statecode, statuscode }: { statecode: number; statuscode: number },
): Promise<void> {
  await requireAccess(context.db, context.principals, 'Write', rule);
  await updateRow(context.db, { ...rule, data: { ...rule.data, statecode, statuscode } });
}

/** `PublishDuplicateRule`, bound to a rule: from now on it counts. The job is done at once. */
const publishDuplicateRule: Operation = {
  method: 'POST',
  boundTo: 'duplicaterule',
  run: async (context, call) => {
    const rule = boundRow(call);
    if ((await conditionsOf(context.db, rule.id)).length === 0) {
      const text = 'You cannot publish a duplicate detection rule that has no conditions.';
      throw new DataverseError('CannotPublishEmptyRule', text);
    }
    await setStatus(context, rule, { statecode: 1, statuscode: 2 });
    return {
      '@odata.context': `${context.root}/$metadata#asyncoperations/$entity`,
      asyncoperationid: fixedId(`publish ${rule.id}`),
    };
  },
};

/** `UnpublishDuplicateRule` with `DuplicateRuleId`. */
const unpublishDuplicateRule: Operation = {
  method: 'POST',
  run: async (context, { body }) => {
    const id = guidOf(body['DuplicateRuleId'], 'DuplicateRuleId');
    const rule = await findRow(context.db, ['duplicaterule'], id);
    if (!rule) {
      throw new DataverseError(
        'ObjectDoesNotExist',
        `duplicaterule With Id = ${id} Does Not Exist`,
      );
    }
    await setStatus(context, rule, { statecode: 0, statuscode: 0 });
    return undefined;
  },
};

export const duplicateOperations: Record<string, Operation> = {
  RetrieveDuplicates: retrieveDuplicates,
  PublishDuplicateRule: publishDuplicateRule,
  UnpublishDuplicateRule: unpublishDuplicateRule,
};
