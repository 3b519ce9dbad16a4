import {
  activeOrInactive,
  createOnly,
  dates,
  datetimes,
  decimals,
  guids,
  lookup,
  lookupOf,
  memos,
  moneys,
  multiPicklist,
  picklists,
  states,
  texts,
  booleans,
} from '../columns.ts';
import { activityColumns, currency, imported, owned, timeZones } from '../common.ts';
import { table } from '../define.ts';

/**
 * A table somebody made for their own work, with activities, as every organisation has some. The
 * navigation properties of its look-ups have the case of their schema names.
 */
export const project = table({
  schemaName: 'new_Project',
  label: 'Project',
  objectTypeCode: 10_042,
  primaryName: 'new_name',
  ownership: 'user',
  hasActivities: true,
  hasNotes: true,
  isConnectable: true,
  isQueued: true,
  isChangeTracked: true,
  isDuplicateDetected: true,
  isSearched: true,
  wanted: 'new_name',
  keys: [['new_code']],
  columns: {
    ...owned,
    ...imported,
    ...timeZones,
    ...currency,
    ...guids('new_ProjectId', createOnly),
    ...texts({ 20: 'new_Code', 100: 'new_Name new_ContactEmail' }),
    ...memos({ 2000: 'new_Description' }),
    ...dates('new_StartDate'),
    ...datetimes('new_Deadline'),
    ...moneys('new_Budget'),
    ...decimals('new_Progress', { min: 0, max: 100 }),
    ...booleans('new_IsInternal', false),
    ...picklists({ new_Phase: { 100000000: 'Idea', 100000001: 'Build', 100000002: 'Live' } }),
    ...multiPicklist('new_Skills', {
      100000000: 'Design',
      100000001: 'Engineering',
      100000002: 'Support',
    }),
    ...lookup('new_AccountId', { new_AccountId: 'account' }),
    ...lookup('new_ManagerId', { new_ManagerId: 'systemuser' }),
    ...activeOrInactive,
  },
});

/** An activity somebody made for their own work: a visit to a customer's site. */
export const siteVisit = table({
  schemaName: 'new_SiteVisit',
  label: 'Site Visit',
  objectTypeCode: 10_043,
  id: 'activityid',
  primaryName: 'subject',
  ownership: 'user',
  privilege: 'Activity',
  isActivity: true,
  hasNotes: true,
  isConnectable: true,
  isQueued: true,
  isChangeTracked: true,
  wanted: 'subject',
  partyLists: { From: 1, To: 2, CC: 3, BCC: 4, RequiredAttendees: 5, OptionalAttendees: 6 },
  columns: {
    ...activityColumns,
    ...imported,
    ...texts({ 200: 'Subject new_Place' }),
    ...memos({ 2000: 'Description new_Findings' }),
    ...picklists({ new_Outcome: { 100000000: 'Solved', 100000001: 'Follow up' } }),
    ...lookupOf('RegardingObjectId', 'hasActivities', {
      suffix: '_new_sitevisit',
      onDelete: 'cascade',
    }),
    ...states({
      0: { label: 'Open', statuses: { 1: 'Open' } },
      1: { label: 'Completed', statuses: { 2: 'Completed' } },
      2: { label: 'Canceled', statuses: { 3: 'Canceled' } },
      3: { label: 'Scheduled', statuses: { 4: 'Scheduled' } },
    }),
  },
  collections: {
    new_sitevisit_activity_parties: { table: 'activityparty', via: 'activityid' },
  },
});
