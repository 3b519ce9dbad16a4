import {
  booleans,
  createOnly,
  datetimes,
  days,
  entityImage,
  guids,
  integers,
  lookup,
  lookupOf,
  lookups,
  memos,
  noYes,
  picklists,
  readOnly,
  activeOrInactive,
  texts,
  unlimited,
  updateOnly,
} from '../columns.ts';
import { owned, timeZones } from '../common.ts';
import { table } from '../define.ts';
import { accessApproval, incomingDelivery, outgoingDelivery, syncStatus } from '../option-sets.ts';

export const mailbox = table({
  schemaName: 'Mailbox',
  entitySet: 'mailboxes',
  collectionLabel: 'Mailboxes',
  objectTypeCode: 9606,
  primaryName: 'name',
  ownership: 'user',
  isChangeTracked: true,
  hasNotes: true,
  required: 'name',
  filled:
    'statuscode emailrouteraccessapproval postponesendinguntil testemailconfigurationretrycount',
  initial: {
    incomingemaildeliverymethod: 2,
    outgoingemaildeliverymethod: 2,
    actdeliverymethod: 1,
    incomingemailstatus: 1,
    outgoingemailstatus: 1,
    actstatus: 1,
    mailboxstatus: 1,
    emailrouteraccessapproval: 1,
    isemailaddressapprovedbyo365admin: true,
    isforwardmailbox: false,
  },
  columns: {
    ...owned,
    ...timeZones,
    ...entityImage,
    ...texts({
      100: 'EmailAddress',
      200: 'Name Password Username',
      320: 'LastSyncErrorMachineName',
      2048: 'LastSyncError',
      2084: 'EWSURL',
    }),
    ...texts({ 256: 'UndeliverableFolder' }, updateOnly),
    ...texts(
      {
        256: 'HostId',
        320: 'LastMessageId',
        2048: 'OfficeAppsDeploymentError',
      },
      readOnly,
    ),
    ...memos({ [unlimited]: 'ExchangeSyncStateXml FolderHierarchy' }),
    ...integers(
      `
      ItemsFailedForLastSync ItemsProcessedForLastSync LastSyncErrorCount
      MailboxProcessingContext TestEmailConfigurationRetryCount
    `,
      { min: 0 },
    ),
    ...integers('LastSyncErrorCode'),
    ...integers('VerboseLoggingEnabled', { ...updateOnly, min: 0, max: 100 }),
    ...integers('AverageTotalDuration LastDuration ProcessedTimes', { ...readOnly, min: -1 }),
    ...integers(
      `
      ForcedUnlockCount NoACTCount NoEmailCount ProcessingStateCode TransientFailureCount
    `,
      { ...readOnly, min: 0 },
    ),
    ...datetimes(`
      LastAutoDiscoveredOn LastSyncErrorOccurredOn PostponeOfficeAppsDeploymentUntil
      PostponeTestEmailConfigurationUntil
    `),
    ...datetimes('TestMailboxAccessCompletedOn', updateOnly),
    ...datetimes(
      `
      ExchangeContactsImportCompletedOn LastActiveOn LastMailboxForcedUnlockOccurredOn
      LastSuccessfulSyncCompletedOn LastSyncStartedOn OfficeAppsDeploymentCompleteOn
      ProcessingLastAttemptedOn
    `,
      readOnly,
    ),
    ...days('PostponeMailboxProcessingUntil', updateOnly),
    ...days('PostponeSendingUntil ProcessEmailReceivedAfter'),
    ...days('ReceivingPostponedUntil ReceivingPostponedUntilForACT', readOnly),
    ...guids('MailboxId', createOnly),
    ...booleans(
      `
      AllowEmailConnectorToUseCredentials IsACTSyncOrgFlagSet OfficeAppsDeploymentScheduled
      OrgMarkedAsPrimaryForExchangeSync ProcessAndDeleteEmails TestEmailConfigurationScheduled
    `,
      false,
    ),
    ...booleans(
      'EnabledForACT EnabledForIncomingEmail EnabledForOutgoingEmail',
      true,
      noYes,
      updateOnly,
    ),
    ...booleans('IsEmailAddressApprovedByO365Admin', false, noYes, updateOnly),
    ...booleans(
      'IsExchangeContactsImportScheduled IsPasswordSet IsServiceAccount',
      false,
      noYes,
      readOnly,
    ),
    ...booleans('IsForwardMailbox', true, noYes, readOnly),
    ...picklists({
      ACTDeliveryMethod: {
        0: 'Microsoft Dynamics 365 for Outlook',
        1: 'Server-Side Synchronization',
        2: 'None',
      },
      EmailRouterAccessApproval: accessApproval,
      ExchangeContactsImportStatus: { 0: 'NotImported', 1: 'Imported', 2: 'ImportFailed' },
      IncomingEmailDeliveryMethod: incomingDelivery,
      OfficeAppsDeploymentStatus: {
        0: 'NotInstalled',
        1: 'Installed',
        2: 'InstallFailed',
        3: 'UninstallFailed',
        4: 'UpgradeRequired',
      },
      OutgoingEmailDeliveryMethod: outgoingDelivery,
    }),
    ...picklists(
      { ACTStatus: syncStatus, IncomingEmailStatus: syncStatus, OutgoingEmailStatus: syncStatus },
      updateOnly,
    ),
    ...picklists({ MailboxStatus: syncStatus }, readOnly),
    ...lookups({ EmailServerProfile: 'emailserverprofile' }),
    ...lookup(
      'RegardingObjectId',
      { regardingobjectid_queue: 'queue', regardingobjectid: 'systemuser' },
      readOnly,
    ),
    ...lookups({ OrganizationId: 'organization' }, readOnly),
    ...activeOrInactive,
  },
  collections: {
    Mailbox_MailboxTrackingFolder: { table: 'mailboxtrackingfolder', via: 'mailboxid' },
    systemuser_defaultmailbox_mailbox: { table: 'systemuser', via: 'defaultmailbox' },
    queue_defaultmailbox_mailbox: { table: 'queue', via: 'defaultmailbox' },
    email_sendermailboxid_mailbox: { table: 'email', via: 'sendermailboxid' },
  },
});

export const mailboxtrackingfolder = table({
  schemaName: 'MailboxTrackingFolder',
  label: 'Mailbox Auto Tracking Folder',
  objectTypeCode: 9608,
  ownership: 'user',
  privilege: 'MailboxTrackingFolder',
  required: 'mailboxid',
  filled: 'folderonboardingstatus',
  initial: { folderonboardingstatus: 0 },
  columns: {
    ...owned,
    ...texts({
      120: 'ExchangeFolderId',
      256: 'ExchangeFolderName',
    }),
    ...integers('FolderOnboardingStatus', { min: 0 }),
    ...guids('MailboxTrackingFolderId', readOnly),
    ...lookups({ OrganizationId: 'organization' }, readOnly),
    ...lookupOf('RegardingObjectId', 'hasActivities'),
    ...lookups({ MailboxId: 'mailbox' }, { onDelete: 'cascade' }),
  },
});
