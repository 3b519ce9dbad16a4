import {
  change,
  booleans,
  createOnly,
  datetimes,
  days,
  entityNames,
  guids,
  integers,
  lookupOf,
  lookups,
  memos,
  noYes,
  picklists,
  readOnly,
  states,
  texts,
  unlimited,
} from '../columns.ts';
import { currency, imported, owned, process, timeZones } from '../common.ts';
import { table } from '../define.ts';
import { instanceTypes, priority } from '../option-sets.ts';

export const recurringappointmentmaster = table({
  schemaName: 'RecurringAppointmentMaster',
  label: 'Recurring Appointment',
  objectTypeCode: 4251,
  primaryName: 'subject',
  ownership: 'user',
  isActivity: true,
  hasNotes: true,
  isConnectable: true,
  isQueued: true,
  id: 'activityid',
  privilege: 'Activity',
  partyLists: { RequiredAttendees: 5, OptionalAttendees: 6, Organizer: 7 },
  required: `
    isnthmonthly isnthyearly isregenerate isweekdaypattern patternendtype recurrencepatterntype
  `,
  wanted: 'patternstartdate subject',
  initial: { instancetypecode: 1, expansionstatecode: 0, prioritycode: 1 },
  columns: {
    ...owned,
    ...imported,
    ...timeZones,
    ...process,
    ...currency,
    ...texts({
      200: 'Location Subject',
      250: 'Category Subcategory',
      300: 'GlobalObjectId',
    }),
    ...memos({ 1_048_576: 'Description' }),
    ...memos({ [unlimited]: 'DeletedExceptionsList' }, readOnly),
    ...integers('DayOfMonth', { min: 1, max: 31 }),
    ...integers('DaysOfWeekMask', { min: 1, max: 127 }),
    ...integers('Duration', { min: 0 }),
    ...integers('FirstDayOfWeek', { ...createOnly, min: 0, max: 6 }),
    ...integers('Interval', { min: 1, max: 1000 }),
    ...integers('Occurrences', { min: 1, max: 999 }),
    ...integers('OutlookOwnerApptId'),
    ...datetimes('EffectiveEndDate EndTime SortDate StartTime'),
    ...datetimes(
      `
      LastExpandedInstanceDate NextExpansionInstanceDate ScheduledEnd ScheduledStart
    `,
      readOnly,
    ),
    ...days('EffectiveStartDate PatternEndDate PatternStartDate'),
    ...guids('ActivityId SubscriptionId', createOnly),
    ...entityNames('ActivityTypeCode', readOnly),
    ...booleans(
      `
      IsAllDayEvent IsBilled IsMapiPrivate IsNthMonthly IsNthYearly IsRegenerate
      IsWeekDayPattern IsWorkflowCreated
    `,
      false,
    ),
    ...booleans('SeriesStatus', true, ['Inactive', 'Active']),
    ...booleans('IsRegularActivity', false, noYes, readOnly),
    ...picklists({
      Instance: { 1: 'First', 2: 'Second', 3: 'Third', 4: 'Fourth', 5: 'Last' },
      MonthOfYear: {
        0: 'Invalid Month Of Year',
        1: 'January',
        2: 'February',
        3: 'March',
        4: 'April',
        5: 'May',
        6: 'June',
        7: 'July',
        8: 'August',
        9: 'September',
        10: 'October',
        11: 'November',
        12: 'December',
      },
      PatternEndType: { 1: 'No End Date', 2: 'Occurrences', 3: 'Pattern End Date' },
      PriorityCode: priority,
      RecurrencePatternType: { 0: 'Daily', 1: 'Weekly', 2: 'Monthly', 3: 'Yearly' },
    }),
    ...picklists(
      {
        ExpansionStateCode: { 0: 'Unexpanded', 1: 'Partial', 2: 'Full' },
        InstanceTypeCode: instanceTypes,
      },
      readOnly,
    ),
    ...lookups({ GroupId: 'recurringappointmentmaster', RuleId: 'recurrencerule' }, readOnly),
    ...change(
      states({
        0: { label: 'Open', statuses: { 1: 'Free', 2: 'Tentative' } },
        1: { label: 'Completed', statuses: { 3: 'Completed' } },
        2: { label: 'Canceled', statuses: { 4: 'Canceled' } },
        3: { label: 'Scheduled', statuses: { 5: 'Busy', 6: 'Out of Office' } },
      }),
      'statecode',
      { create: true },
    ),
    ...lookupOf('RegardingObjectId', 'hasActivities', {
      suffix: '_recurringappointmentmaster',
      onDelete: 'cascade',
    }),
  },
  collections: {
    recurringappointmentmaster_activity_parties: { table: 'activityparty', via: 'activityid' },
  },
});
