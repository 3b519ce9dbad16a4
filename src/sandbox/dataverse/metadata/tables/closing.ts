import { integers, lookups, memos, moneys, picklists, states, texts } from '../columns.ts';
import { activityColumns, imported } from '../common.ts';
import { table } from '../define.ts';

const closing = {
  id: 'activityid',
  primaryName: 'subject',
  ownership: 'user',
  privilege: 'Activity',
  isActivity: true,
  hasNotes: true,
  messages: [],
} as const;

const closed = states({
  0: { label: 'Open', statuses: { 1: 'Open' } },
  1: { label: 'Completed', statuses: { 2: 'Completed' } },
  2: { label: 'Canceled', statuses: { 3: 'Canceled' } },
});

/** What `WinOpportunity` and `LoseOpportunity` leave behind. */
export const opportunityclose = table({
  ...closing,
  schemaName: 'OpportunityClose',
  entitySet: 'opportunitycloses',
  label: 'Opportunity Close',
  collectionLabel: 'Opportunity Close Activities',
  objectTypeCode: 4208,
  wanted: 'subject',
  columns: {
    ...activityColumns,
    ...imported,
    ...texts({ 200: 'Subject', 250: 'Category Subcategory' }),
    ...memos({ 2000: 'Description' }),
    ...moneys('ActualRevenue', { min: 0, max: 100_000_000_000_000 }),
    ...lookups({ CompetitorId: 'competitor' }),
    ...lookups({ OpportunityId: 'opportunity' }, { onDelete: 'cascade' }),
    ...closed,
  },
});

/** What `CloseIncident` leaves behind. */
export const incidentresolution = table({
  ...closing,
  schemaName: 'IncidentResolution',
  label: 'Case Resolution',
  collectionLabel: 'Case Resolutions',
  objectTypeCode: 4206,
  wanted: 'subject',
  columns: {
    ...activityColumns,
    ...imported,
    ...texts({ 200: 'Subject', 250: 'Category Subcategory' }),
    ...memos({ 2000: 'Description' }),
    ...integers('TimeSpent TotalTimeSpent', { min: 0 }),
    ...picklists({
      ResolutionTypeCode: { 5: 'Problem Solved', 1000: 'Information Provided' },
    }),
    ...lookups({ IncidentId: 'incident' }, { onDelete: 'cascade' }),
    ...closed,
  },
});
