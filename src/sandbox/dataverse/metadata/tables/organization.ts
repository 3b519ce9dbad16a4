import {
  bigints,
  booleans,
  createOnly,
  datetimes,
  days,
  entityImage,
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
import { audit, timeZones } from '../common.ts';
import { table } from '../define.ts';

export const organization = table({
  schemaName: 'Organization',
  objectTypeCode: 1019,
  primaryName: 'name',
  ownership: 'organization',
  refuses: ['POST', 'DELETE'],
  filled: `
    allowaddressbooksyncs allowclientmessagebarad allowentityonlyaudit
    allowmarketingemailexecution allowofflinescheduledsyncs allowoutlookscheduledsyncs
    allowunresolvedpartiesonemailsend allowuserformmodepreference
    allowusersseeappdownloadmessage allowwebexcelexport amdesignator
    appdesignerexperienceenabled autoapplydefaultoncasecreate autoapplydefaultoncaseupdate
    autoapplysla bounddashboarddefaultcardexpanded bulkoperationprefix campaignprefix
    categoryprefix cortanaproactiveexperienceenabled createproductswithoutparentinactivestate
    currencydecimalprecision currencydisplayoption currencyformatcode currentcategorynumber
    currentkanumber dateformatcode decimalsymbol defaultcrmcustomname disablesocialcare
    discountcalculationmethod displaynavigationtour emailconnectionchannel
    emailcorrelationenabled emailsendpollingperiod enablebingmapsintegration
    enableimmersiveskypeintegration enablelpauthoring enablemicrosoftflowintegration
    enablepricingoncreate enforcereadonlyplugins expirechangetrackingindays
    expiresubscriptionsindays fiscalperiodtype fiscalyeardisplaycode fiscalyearperiodconnect
    fullnameconventioncode futureexpansionwindow generatealertsforerrors
    generatealertsforinformation generatealertsforwarnings getstartedpanecontentenabled
    globalappendurlparametersenabled globalhelpurlenabled goalrollupexpirytime
    goalrollupfrequency ignoreinternalemail inactivitytimeoutenabled isactioncardenabled
    isactionsupportfeatureenabled isactivityanalysisenabled isappmode
    isappointmentattachmentsyncenabled isassignedtaskssyncenabled isauditenabled
    isautodatacaptureenabled isautosaveenabled isbpfentitycustomizationfeatureenabled
    isconflictdetectionenabledformobileclient iscontactmailingaddresssyncenabled
    isdefaultcountrycodecheckenabled isdelegateaccessenabled isdelveactionhubintegrationenabled
    isduplicatedetectionenabled isduplicatedetectionenabledforimport
    isduplicatedetectionenabledforofflinesync isduplicatedetectionenabledforonlinecreateupdate
    isemailmonitoringallowed isemailserverprofilecontentfilteringenabled isenabledforallroles
    isexternalfilestorageenabled isexternalsearchindexenabled isfiscalperiodmonthbased
    isfolderautocreatedonsp isfolderbasedtrackingenabled isfulltextsearchenabled
    ishierarchicalsecuritymodelenabled ismailboxforcedunlockingenabled
    ismailboxinactivebackoffenabled ismobileclientondemandsyncenabled ismobileofflineenabled
    isofficegraphenabled isonedriveenabled ispreviewenabledforactioncard
    ispreviewforautocaptureenabled ispreviewforemailmonitoringallowed
    isrelationshipinsightsenabled issopintegrationenabled istextwrapenabled
    isuseraccessauditenabled isvintegrationcode kaprefix localeid longdateformatcode
    mailboxintermittentissueminrange mailboxpermanentissueminrange maxactionstepsinbpf
    maxappointmentdurationdays maxdepthforhierarchicalsecuritymodel
    maxfolderbasedtrackingmappings maximumdynamicpropertiesallowed maxproductsinbundle
    maxrecordsforexporttoexcel maxrecordsforlookupfilters maxuploadfilesize
    minaddressbooksyncinterval minofflinesyncinterval minoutlooksyncinterval
    mobileofflinesyncinterval name negativecurrencyformatcode negativeformatcode
    notifymailboxownerofemailserverlevelalerts numberseparator officeappsautodeploymentenabled
    oobpricecalculationenabled orginsightsenabled pastexpansionwindow plugintracelogsetting
    pmdesignator powerbifeatureenabled pricingdecimalprecision productrecommendationsenabled
    quickfindrecordlimitenabled recurrencedefaultnumberofoccurrences
    recurrenceexpansionjobbatchinterval recurrenceexpansionjobbatchsize
    recurrenceexpansionsynchcreatemax rendersecureiframeforemail reportscripterrors
    requireapprovalforqueueemail requireapprovalforuseremail
    resolvesimilarunresolvedemailaddress servestaticresourcesfromazurecdn sessiontimeoutenabled
    showkbarticledeprecationnotification signupoutlookdownloadfwlink suppresssla
    syncoptinselection tagmaxaggressivecycles tagpollingperiod taskbasedflowenabled
    textanalyticsenabled timeformatcode unresolveemailaddressifmultiplematch uselegacyrendering
    usepositionhierarchy useraccessauditinginterval usereadform useskypeprotocol webresourcehash
    weekstartdaycode yearstartweekcode
  `,
  columns: {
    ...audit,
    ...timeZones,
    ...entityImage,
    ...texts({
      2: 'NumberFormat',
      5: `
        DateSeparator DecimalSymbol FiscalYearPeriodConnect NumberSeparator TimeSeparator
      `,
      8: 'SchemaNamePrefix',
      13: 'CurrencySymbol',
      20: `
        BulkOperationPrefix CampaignPrefix CasePrefix CategoryPrefix ContractPrefix
        InvoicePrefix KaPrefix KbPrefix OrderPrefix QuotePrefix
      `,
      25: 'AMDesignator FiscalPeriodFormat FiscalYearFormat PMDesignator',
      30: 'DefaultCountryCode',
      50: 'NumberGroupFormat',
      100: `
        AzureSchedulerJobCollectionName DefaultCrmCustomName WebResourceHash WidgetProperties
      `,
      200: 'SignupOutlookDownloadFWLink',
      255: 'DateFormatString TimeFormatString',
      256: 'PrivReportingGroupName ReportingGroupName SqlAccessGroupName TrackingPrefix',
      500: `
        ACIWebEndpointUrl ExternalBaseUrl GlobalHelpUrl PostMessageWhitelistDomains
        PrivacyStatementUrl
      `,
      1000: 'OfficeGraphDelveUrl',
      1024: 'BingMapsApiKey MicrosoftFlowEnvironment',
      2048: 'SocialInsightsInstance',
      [unlimited]: `
        BlockedAttachments ClientFeatureSet DefaultEmailSettings ExternalPartyCorrelationKeys
        ExternalPartyEntitySettings FeatureSet HashFilterKeywords KMSettings OrgDbOrgSettings
        ReferenceSiteMapXml SlaPauseStates
      `,
    }),
    ...texts(
      {
        20: 'InitialVersion',
        160: 'Name',
      },
      createOnly,
    ),
    ...texts(
      {
        90: 'TokenKey',
        100: 'YammerNetworkPermalink',
      },
      updateOnly,
    ),
    ...texts(
      {
        5: 'BaseCurrencySymbol BaseISOCurrencyCode',
        20: 'ParsedTableColumnPrefix ParsedTablePrefix',
        256: 'V3CalloutConfigHash',
        500: 'DisabledReason',
      },
      readOnly,
    ),
    ...memos({
      [unlimited]: 'DefaultThemeData HighContrastThemeData Picture SiteMapXml',
    }),
    ...integers(`
      CalendarType CurrencyDecimalPrecision CurrentCampaignNumber CurrentCaseNumber
      CurrentContractNumber CurrentInvoiceNumber CurrentKbNumber CurrentOrderNumber
      CurrentQuoteNumber EmailSendPollingPeriod FiscalPeriodType LongDateFormatCode
      MailboxIntermittentIssueMinRange MailboxPermanentIssueMinRange
      MaxDepthForHierarchicalSecurityModel MinAddressBookSyncInterval MinOfflineSyncInterval
      NegativeCurrencyFormatCode NextTrackingNumber SortId YearStartWeekCode
    `),
    ...integers(
      `
      CurrentBulkOperationNumber ExpireSubscriptionsInDays FiscalYearDisplayCode
      HashDeltaSubjectCount HashMaxCount HashMinAddressCount InactivityTimeoutInMins
      InactivityTimeoutReminderInMins LocaleId MaxAppointmentDurationDays
      MaxConditionsForMobileOfflineFilters MaximumDynamicPropertiesAllowed
      MaximumEntitiesWithActiveSLA MaximumSLAKPIPerEntityWithActiveSLA MaximumTrackingNumber
      MaxProductsInBundle MaxRecordsForExportToExcel MaxRecordsForLookupFilters
      MaxUploadFileSize MinOutlookSyncInterval MobileOfflineSyncInterval
      RecurrenceExpansionJobBatchInterval RecurrenceExpansionJobBatchSize RiErrorStatus
      SessionTimeoutInMins SessionTimeoutReminderInMins TagMaxAggressiveCycles
      TagPollingPeriod TrackingTokenIdBase TrackingTokenIdDigits UserAccessAuditingInterval
    `,
      { min: 0 },
    ),
    ...integers('CurrentCategoryNumber CurrentKaNumber', { min: -1 }),
    ...integers('ExpireChangeTrackingInDays', { min: 0, max: 365 }),
    ...integers('FutureExpansionWindow', { min: 1, max: 140 }),
    ...integers('GoalRollupExpiryTime', { min: 0, max: 400 }),
    ...integers(
      `
      GoalRollupFrequency IncomingEmailExchangeEmailRetrievalBatchSize
      MaximumActiveBusinessProcessFlowsAllowedPerEntity
    `,
      { min: 1 },
    ),
    ...integers('LanguageCode', { ...createOnly, min: 0 }),
    ...integers('MaxActionStepsInBPF', { min: 0, max: 100 }),
    ...integers('MaxFolderBasedTrackingMappings', { min: 1, max: 25 }),
    ...integers('PastExpansionWindow', { min: 1, max: 120 }),
    ...integers('PinpointLanguageCode TokenExpiry YammerGroupId', { ...updateOnly, min: 0 }),
    ...integers('PricingDecimalPrecision', { min: 0, max: 4 }),
    ...integers('RecurrenceDefaultNumberOfOccurrences', { min: 1, max: 999 }),
    ...integers('RecurrenceExpansionSynchCreateMax', { min: 1, max: 1000 }),
    ...integers('UniqueSpecifierLength', { min: 4, max: 6 }),
    ...integers('BaseCurrencyPrecision', { ...readOnly, min: 0, max: 4 }),
    ...integers(
      `
      CurrentImportSequenceNumber CurrentParsedTableNumber MaxVerboseLoggingMailbox
      MaxVerboseLoggingSyncCycles MobileOfflineMinLicenseProd MobileOfflineMinLicenseTrial
    `,
      readOnly,
    ),
    ...integers('DaysSinceRecordLastModifiedMaxValue MaxSupportedInternetExplorerVersion', {
      ...readOnly,
      min: 0,
    }),
    ...integers('NextCustomObjectTypeCode', { ...readOnly, min: 10_000 }),
    ...bigints('MetadataSyncTimestamp', readOnly),
    ...datetimes('MetadataSyncLastTimeOfNeverExpiredDeletedObjects', readOnly),
    ...days('FiscalCalendarStart'),
    ...guids('BusinessClosureCalendarId DelegatedAdminUserId SupportUserId', createOnly),
    ...guids(`
      IntegrationUserId PrivilegeUserGroupId PrivReportingGroupId ReportingGroupId
      SampleDataImportId SqlAccessGroupId SystemUserId UserGroupId
    `),
    ...guids('OrganizationId', readOnly),
    ...booleans(
      `
      AllowAddressBookSyncs AllowAutoResponseCreation AllowAutoUnsubscribe
      AllowAutoUnsubscribeAcknowledgement AllowClientMessageBarAd AllowMarketingEmailExecution
      AllowOfflineScheduledSyncs AllowOutlookScheduledSyncs AllowUnresolvedPartiesOnEmailSend
      AppDesignerExperienceEnabled AutoApplyDefaultonCaseCreate AutoApplyDefaultonCaseUpdate
      AutoApplySLA BoundDashboardDefaultCardExpanded CascadeStatusUpdate
      CortanaProactiveExperienceEnabled CreateProductsWithoutParentInActiveState
      DisableSocialCare EnableLPAuthoring EnableMicrosoftFlowIntegration EnableSmartMatching
      EnforceReadOnlyPlugins IgnoreInternalEmail InactivityTimeoutEnabled IsActionCardEnabled
      IsActionSupportFeatureEnabled IsActivityAnalysisEnabled IsAppMode
      IsAppointmentAttachmentSyncEnabled IsAssignedTasksSyncEnabled IsAuditEnabled
      IsAutoDataCaptureEnabled IsBPFEntityCustomizationFeatureEnabled
      IsConflictDetectionEnabledForMobileClient IsDelegateAccessEnabled
      IsDelveActionHubIntegrationEnabled IsDuplicateDetectionEnabled
      IsDuplicateDetectionEnabledForImport IsDuplicateDetectionEnabledForOfflineSync
      IsDuplicateDetectionEnabledForOnlineCreateUpdate
      IsEmailServerProfileContentFilteringEnabled IsExternalFileStorageEnabled
      IsExternalSearchIndexEnabled IsFiscalPeriodMonthBased IsFolderAutoCreatedonSP
      IsFolderBasedTrackingEnabled IsMailboxForcedUnlockingEnabled
      IsMailboxInactiveBackoffEnabled IsMobileClientOnDemandSyncEnabled IsMobileOfflineEnabled
      IsOfficeGraphEnabled IsOneDriveEnabled IsPreviewEnabledForActionCard
      IsPreviewForAutoCaptureEnabled IsRelationshipInsightsEnabled IsSOPIntegrationEnabled
      IsUserAccessAuditEnabled OfficeAppsAutoDeploymentEnabled OrgInsightsEnabled
      ProductRecommendationsEnabled RenderSecureIFrameForEmail RequireApprovalForQueueEmail
      RequireApprovalForUserEmail ResolveSimilarUnresolvedEmailAddress RestrictStatusUpdate
      SessionTimeoutEnabled ShowKBArticleDeprecationNotification ShowWeekNumber SQMEnabled
      SuppressSLA TaskBasedFlowEnabled TextAnalyticsEnabled
      UnresolveEmailAddressIfMultipleMatch UseLegacyRendering UsePositionHierarchy UseReadForm
    `,
      false,
    ),
    ...booleans('AllowEntityOnlyAudit', true, noYes, createOnly),
    ...booleans(
      `
      AllowUserFormModePreference AllowUsersSeeAppdownloadMessage AllowWebExcelExport
      DisplayNavigationTour EmailCorrelationEnabled EnableBingMapsIntegration
      EnableImmersiveSkypeIntegration EnablePricingOnCreate GenerateAlertsForErrors
      GenerateAlertsForInformation GenerateAlertsForWarnings GetStartedPaneContentEnabled
      GlobalAppendUrlParametersEnabled GlobalHelpUrlEnabled IsAutoSaveEnabled
      IsContactMailingAddressSyncEnabled IsDefaultCountryCodeCheckEnabled
      IsEmailMonitoringAllowed IsEnabledForAllRoles IsFullTextSearchEnabled
      IsHierarchicalSecurityModelEnabled IsPresenceEnabled IsPreviewForEmailMonitoringAllowed
      IsTextWrapEnabled NotifyMailboxOwnerOfEmailServerLevelAlerts OOBPriceCalculationEnabled
      QuickFindRecordLimitEnabled ServeStaticResourcesFromAzureCDN
      UseInbuiltRuleForDefaultPricelistSelection UseSkypeProtocol
    `,
      true,
    ),
    ...booleans('GrantAccessToNetworkService', false, noYes, createOnly),
    ...booleans(
      `
      IsResourceBookingExchangeSyncEnabled ShareToPreviousOwnerOnAssign SocialInsightsEnabled
      SocialInsightsTermsAccepted YammerOAuthAccessTokenExpired
    `,
      false,
      noYes,
      updateOnly,
    ),
    ...booleans('PowerBiFeatureEnabled SyncOptInSelection', false, ['Disable', 'Enable']),
    ...booleans('FiscalSettingsUpdated IsDisabled', false, noYes, readOnly),
    ...picklists({
      CurrencyDisplayOption: { 0: 'Currency symbol', 1: 'Currency code' },
      CurrencyFormatCode: { 0: '$123', 1: '123$', 2: '$ 123', 3: '123 $' },
      DateFormatCode: {},
      DefaultRecurrenceEndRangeType: {
        1: 'No End Date',
        2: 'Number of Occurrences',
        3: 'End By Date',
      },
      DiscountCalculationMethod: { 0: 'Line item', 1: 'Per unit' },
      EmailConnectionChannel: {
        0: 'Server-Side Synchronization',
        1: 'Microsoft Dynamics 365 Email Router',
      },
      FiscalPeriodFormatPeriod: {
        1: 'Quarter {0}',
        2: 'Q{0}',
        3: 'P{0}',
        4: 'Month {0}',
        5: 'M{0}',
        6: 'Semester {0}',
        7: 'Month Name',
      },
      FiscalYearFormatPrefix: { 1: 'FY', 2: '' },
      FiscalYearFormatSuffix: { 1: 'FY', 2: ' Fiscal Year', 3: '' },
      FiscalYearFormatYear: { 1: 'YYYY', 2: 'YY', 3: 'GGYY' },
      FullNameConventionCode: {
        0: 'Last Name, First Name',
        1: 'First Name',
        2: 'Last Name, First Name, Middle Initial',
        3: 'First Name, Middle Initial, Last Name',
        4: 'Last Name, First Name, Middle Name',
        5: 'First Name, Middle Name, Last Name',
        6: 'Last Name, space, First Name',
        7: 'Last Name, no space, First Name',
      },
      ISVIntegrationCode: {
        0: 'None',
        1: 'Web',
        2: 'Outlook Workstation Client',
        3: 'Web; Outlook Workstation Client',
        4: 'Outlook Laptop Client',
        5: 'Web; Outlook Laptop Client',
        6: 'Outlook',
        7: 'All',
      },
      NegativeFormatCode: {
        0: 'Brackets',
        1: 'Dash',
        2: 'Dash plus Space',
        3: 'Trailing Dash',
        4: 'Space plus Trailing Dash',
      },
      PluginTraceLogSetting: { 0: 'Off', 1: 'Exception', 2: 'All' },
      ReportScriptErrors: {
        0: 'No preference for sending an error report to Microsoft about Microsoft Dynamics 365',
        1: 'Ask me for permission to send an error report to Microsoft',
        2: 'Automatically send an error report to Microsoft without asking me for permission',
        3: 'Never send an error report to Microsoft about Microsoft Dynamics 365',
      },
      SharePointDeploymentType: { 0: 'Online', 1: 'On-Premises' },
      SyncOptInSelectionStatus: { 1: 'Processing', 2: 'Passed', 3: 'Failed' },
      TimeFormatCode: {},
      WeekStartDayCode: {},
    }),
    ...picklists({ YammerPostMethod: { 0: 'Public', 1: 'Private' } }, updateOnly),
    ...picklists(
      { OrganizationState: { 0: 'Creating', 1: 'Upgrading', 2: 'Updating', 3: 'Active' } },
      readOnly,
    ),
    ...lookups({
      AcknowledgementTemplateId: 'template',
      DefaultEmailServerProfileId: 'emailserverprofile',
      DefaultMobileOfflineProfileId: 'mobileofflineprofile',
    }),
    ...lookups({ BaseCurrencyId: 'transactioncurrency' }, createOnly),
  },
});
