import {
  bigints,
  booleans,
  createOnly,
  datetimes,
  guids,
  integers,
  lookups,
  memos,
  noYes,
  picklists,
  readOnly,
  texts,
  unlimited,
  updateOnly,
} from '../columns.ts';
import { audit } from '../common.ts';
import { table } from '../define.ts';
import { emailFiltering } from '../option-sets.ts';

export const usersettings = table({
  schemaName: 'UserSettings',
  entitySet: 'usersettingscollection',
  collectionLabel: 'User Settings',
  objectTypeCode: 150,
  id: 'systemuserid',
  ownership: 'business',
  refuses: ['POST', 'DELETE'],
  filled: `
    addressbooksyncinterval advancedfindstartupmode amdesignator autocreatecontactonpromote
    businessunitid calendartype currencyformatcode currencysymbol
    datavalidationmodeforexporttoexcel dateformatcode dateseparator decimalsymbol entityformmode
    fullnameconventioncode getstartedpanecontentenabled ignoreunsolicitedemail
    incomingemailfilteringmethod isautodatacaptureenabled isdefaultcountrycodecheckenabled
    isduplicatedetectionenabledwhengoingonline issendasallowed longdateformatcode
    negativecurrencyformatcode negativeformatcode numberseparator offlinesyncinterval
    outlooksyncinterval pmdesignator reportscripterrors showweeknumber splitviewstate
    synccontactcompany timeformatcode timezonebias timezonecode timezonedaylightbias
    timezonedaylightday timezonedaylightdayofweek timezonedaylighthour timezonedaylightminute
    timezonedaylightmonth timezonedaylightsecond timezonedaylightyear timezonestandardbias
    timezonestandardday timezonestandarddayofweek timezonestandardhour timezonestandardminute
    timezonestandardmonth timezonestandardsecond timezonestandardyear uilanguageid
    usecrmformforappointment usecrmformforcontact usecrmformforemail usecrmformfortask
    useimagestrips visualizationpanelayout
  `,
  wanted: 'currencydecimalprecision helplanguageid localeid pricingdecimalprecision',
  columns: {
    ...audit,
    ...texts({
      5: `
        DateSeparator DecimalSymbol NumberSeparator TimeSeparator WorkdayStartTime
        WorkdayStopTime
      `,
      13: 'CurrencySymbol',
      25: 'AMDesignator NumberGroupFormat PMDesignator',
      30: 'DefaultCountryCode',
      200: 'HomepageArea HomepageSubarea',
      255: 'DateFormatString TimeFormatString',
      1024: 'UserProfile',
      2000: 'HomepageLayout',
    }),
    ...texts({ 200: 'EmailPassword EmailUsername' }, readOnly),
    ...memos({ [unlimited]: 'PersonalizationSettings' }),
    ...integers(`
      AddressBookSyncInterval CalendarType CurrencyDecimalPrecision CurrencyFormatCode
      DateFormatCode DefaultCalendarView FullNameConventionCode LongDateFormatCode
      NegativeFormatCode NextTrackingNumber OfflineSyncInterval OutlookSyncInterval
      PricingDecimalPrecision TimeFormatCode TimeZoneBias TimeZoneDaylightBias
      TimeZoneStandardBias TrackingTokenId
    `),
    ...integers(
      `
      AdvancedFindStartupMode AutoCreateContactOnPromote HelpLanguageId LocaleId PagingLimit
      TimeZoneCode TimeZoneDaylightDay TimeZoneDaylightDayOfWeek TimeZoneDaylightHour
      TimeZoneDaylightMinute TimeZoneDaylightMonth TimeZoneDaylightSecond TimeZoneDaylightYear
      TimeZoneStandardDay TimeZoneStandardDayOfWeek TimeZoneStandardHour
      TimeZoneStandardMinute TimeZoneStandardMonth TimeZoneStandardSecond TimeZoneStandardYear
      UILanguageId
    `,
      { min: 0 },
    ),
    ...integers('NegativeCurrencyFormatCode', { min: 0, max: 15 }),
    ...bigints('ResourceBookingExchangeSyncVersion', updateOnly),
    ...datetimes('LastAlertsViewedTime', updateOnly),
    ...guids('BusinessUnitId DefaultDashboardId'),
    ...guids('SelectedGlobalFilterId', updateOnly),
    ...guids('SystemUserId', createOnly),
    ...booleans(
      `
      GetStartedPaneContentEnabled IgnoreUnsolicitedEmail IsDefaultCountryCodeCheckEnabled
      IsGuidedHelpEnabled UseImageStrips
    `,
      true,
    ),
    ...booleans(
      `
      IsAppsForCrmAlertDismissed IsAutoDataCaptureEnabled
      IsDuplicateDetectionEnabledWhenGoingOnline IsSendAsAllowed ShowWeekNumber
      SyncContactCompany UseCrmFormForAppointment UseCrmFormForContact UseCrmFormForEmail
      UseCrmFormForTask
    `,
      false,
    ),
    ...booleans('IsResourceBookingExchangeSyncEnabled', false, ['Disabled', 'Enabled'], updateOnly),
    ...booleans('SplitViewState', false, ['Collapsed', 'Expanded']),
    ...booleans('AllowEmailCredentials', false, noYes, readOnly),
    ...picklists({
      DataValidationModeForExportToExcel: { 0: 'Full', 1: 'None' },
      DefaultSearchExperience: {
        0: 'Relevance search',
        1: 'Categorized search',
        2: 'Use last search',
        3: 'Custom search',
      },
      EntityFormMode: { 0: 'Organization default', 1: 'Read-optimized', 2: 'Edit' },
      IncomingEmailFilteringMethod: emailFiltering,
      ReportScriptErrors: {
        1: 'Ask me for permission to send an error report to Microsoft',
        2: 'Automatically send an error report to Microsoft without asking me for permission',
        3: 'Never send an error report to Microsoft about Microsoft Dynamics 365',
      },
      VisualizationPaneLayout: { 0: 'Top-bottom', 1: 'Side-by-side' },
    }),
    ...lookups({ TransactionCurrencyId: 'transactioncurrency' }),
  },
});
