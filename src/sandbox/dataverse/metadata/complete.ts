import { declaredTables } from './all-tables.ts';
import { securityOf } from './secured-columns.ts';
import type { Collection, Column, Table, TargetFlag } from './types.ts';

const isCustom = (table: Table): boolean => table.name.includes('_');

/** Relations of custom tables begin with the table's name, those of others with its schema name. */
const prefixOf = (table: Table): string => (isCustom(table) ? table.name : table.schemaName);

const flagged = (flag: TargetFlag): Table[] =>
  declaredTables.filter((table) => table[flag] && table.name !== 'activitypointer');

const names = new Set(declaredTables.map((table) => table.name));

/** Plural names of the activities' relations that are not the entity set's. */
const activityPlurals: Record<string, string> = {
  activitypointer: 'ActivityPointers',
  email: 'Emails',
  appointment: 'Appointments',
  recurringappointmentmaster: 'RecurringAppointmentMasters',
  task: 'Tasks',
  phonecall: 'Phonecalls',
  letter: 'Letters',
  fax: 'Faxes',
  serviceappointment: 'ServiceAppointments',
};

const refersToRegarding = (table: Table): boolean => 'regardingobjectid' in table.columns;

/** `Account_Tasks`, `account_new_sitevisits`: the activities regarding a row. */
const activityCollections = (table: Table): Record<string, Collection> =>
  Object.fromEntries(
    declaredTables
      .filter((activity) => activity.isActivity && refersToRegarding(activity))
      .map((activity) => {
        const plural = activityPlurals[activity.name];
        const name = plural
          ? `${prefixOf(table)}_${plural}`
          : `${table.name}_${activity.entitySet}`;
        return [name, { table: activity.name, via: 'regardingobjectid' }];
      }),
  );

const partyCollection = (table: Table): string =>
  table.name === 'systemuser' ? 'system_user_activity_parties' : `${table.name}_activity_parties`;

/** The relations a table's flags bring, by the flag. */
const relations: Record<
  Exclude<TargetFlag, 'isActivity'>,
  (table: Table) => Record<string, Collection>
> = {
  hasActivities: activityCollections,
  hasNotes: (table) => ({
    [`${prefixOf(table)}_Annotation${isCustom(table) ? 's' : ''}`]: {
      table: 'annotation',
      via: 'objectid',
    },
  }),
  isParty: (table) => ({ [partyCollection(table)]: { table: 'activityparty', via: 'partyid' } }),
  isConnectable: (table) => ({
    [`${table.name}_connections1`]: { table: 'connection', via: 'record1id' },
    [`${table.name}_connections2`]: { table: 'connection', via: 'record2id' },
  }),
  isQueued: (table) => ({
    [`${prefixOf(table)}_QueueItem${isCustom(table) ? 's' : ''}`]: {
      table: 'queueitem',
      via: 'objectid',
    },
  }),
};

const relationsOf = (table: Table): Record<string, Collection> =>
  Object.assign(
    {},
    ...Object.entries(relations).map(([flag, make]) =>
      table[flag as TargetFlag] ? make(table) : {},
    ),
  ) as Record<string, Collection>;

/**
 * A look-up's navigation properties. An activity's `regarding` has those inherited from
 * activitypointer (`regardingobjectid_contact`) and its own (`regardingobjectid_contact_email`),
 * which come last, since they are the ones answers name (wire.md 1.6).
 */
function navigationOf(name: string, column: Column): Record<string, string> {
  const { navigation = {}, targetsOf } = column;
  if (!targetsOf) return navigation;
  const targets = flagged(targetsOf.flag);
  const named = (suffix: string) =>
    Object.fromEntries(targets.map((table) => [`${name}_${table.name}${suffix}`, table.name]));
  return { ...navigation, ...named(''), ...(targetsOf.suffix && named(targetsOf.suffix)) };
}

/** A look-up with all its targets, and navigation properties to those the sandbox has. */
function completeColumn(name: string, column: Column): Column {
  if (column.kind !== 'lookup') return column;
  const all = navigationOf(name, column);
  const navigation = Object.fromEntries(
    Object.entries(all).filter(([, target]) => names.has(target)),
  );
  return { ...column, navigation, targets: column.targets ?? [...new Set(Object.values(all))] };
}

/** The tables with everything that follows from each other's flags. */
export const completeTables = (): Table[] =>
  declaredTables.map((table) => ({
    ...table,
    columns: Object.fromEntries(
      Object.entries(table.columns).map(([name, column]) => [
        name,
        { ...completeColumn(name, column), ...securityOf(table.name, name) },
      ]),
    ),
    collections: { ...table.collections, ...relationsOf(table) },
  }));
