import { sql } from 'kysely';
import { findRows, refersTo, textOf, type Executor, type Row } from '../store/rows.ts';

/** `duplicaterulecondition.operatorcode`. */
export type Operator = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export interface Condition {
  base: string;
  matching: string;
  operator: Operator;
  /** How many characters: first and last characters only. */
  length: number;
  isBlankIgnored: boolean;
}

export interface Rule {
  id: string;
  matchingTable: string;
  isCaseSensitive: boolean;
  isInactiveExcluded: boolean;
  /** All must hold. */
  conditions: Condition[];
}

const toCondition = ({ data }: Row): Condition => ({
  base: textOf(data['baseattributename']),
  matching: textOf(data['matchingattributename']) || textOf(data['baseattributename']),
  operator: Number(data['operatorcode'] ?? 0) as Operator,
  length: Number(data['operatorparam'] ?? 0),
  isBlankIgnored: data['ignoreblankvalues'] === true,
});

export async function conditionsOf(db: Executor, ruleId: string): Promise<Condition[]> {
  const rows = await findRows(
    db,
    sql`r.table_name = 'duplicaterulecondition' and ${refersTo('regardingobjectid', ruleId)}`,
  );
  return rows.map(toCondition);
}

const publishedStatus = 2;

/** The published rules that say what a row of `table` may be a duplicate of. */
export async function publishedRules(db: Executor, table: string): Promise<Rule[]> {
  const rows = await findRows(
    db,
    sql`r.table_name = 'duplicaterule' and r.data->>'baseentityname' = ${table}
      and (r.data->>'statuscode')::int = ${publishedStatus}`,
  );
  const rules: Rule[] = [];
  for (const { id, data } of rows) {
    rules.push({
      id,
      matchingTable: textOf(data['matchingentityname']),
      isCaseSensitive: data['iscasesensitive'] === true,
      isInactiveExcluded: data['excludeinactiverecords'] === true,
      conditions: await conditionsOf(db, id),
    });
  }
  return rules;
}
