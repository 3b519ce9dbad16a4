import {
  bigints,
  booleans,
  createOnly,
  datetimes,
  entityImage,
  guids,
  integers,
  lookups,
  memos,
  noYes,
  picklists,
  readOnly,
  activeOrInactive,
  texts,
} from '../columns.ts';
import { owned, timeZones } from '../common.ts';
import { table } from '../define.ts';
import { authentication, credentials, outcome } from '../option-sets.ts';

export const emailserverprofile = table({
  schemaName: 'EmailServerProfile',
  objectTypeCode: 9605,
  primaryName: 'name',
  ownership: 'user',
  hasNotes: true,
  wanted: 'name servertype',
  columns: {
    ...owned,
    ...timeZones,
    ...entityImage,
    ...texts({
      36: 'ExchangeOnlineTenantId',
      100: 'EncodingCodePage Name OwnerEmailAddress',
      250: 'IncomingPassword IncomingUserName OutgoingPassword OutgoingUsername',
      2084: 'DefaultServerLocation IncomingServerLocation OutgoingServerLocation',
    }),
    ...texts({ 250: 'EmailServerTypeName' }, readOnly),
    ...memos({
      2000: 'Description',
      2084: 'LastCrmMessage LastTestRequest LastTestResponse',
    }),
    ...integers('IncomingPortNumber OutgoingPortNumber', { min: 0, max: 65_536 }),
    ...integers('MaxConcurrentConnections', { min: 1, max: 65_536 }),
    ...integers('MinPollingIntervalInMinutes', { min: 0, max: 1440 }),
    ...integers('TimeoutMailboxConnectionAfterAmount', { min: 0, max: 100_000 }),
    ...bigints('LastTestTotalExecutionTime'),
    ...datetimes('LastTestStartTime ProcessEmailsReceivedAfter'),
    ...guids('EmailServerProfileId', createOnly),
    ...booleans(
      `
      IncomingUseImpersonation MoveUndeliveredEmails OutgoingAutoGrantDelegateAccess
      OutgoingUseImpersonation SendEmailAlert UseAutoDiscover
    `,
      false,
    ),
    ...booleans(
      `
      IncomingUseSSL OutgoingUseSSL TimeoutMailboxConnection UseDefaultTenantId
      UseSameSettingsForOutgoingConnections
    `,
      true,
    ),
    ...booleans('IsIncomingPasswordSet IsOutgoingPasswordSet', false, noYes, readOnly),
    ...picklists({
      ExchangeVersion: {
        0: 'Exchange 2007',
        1: 'Exchange 2007 SP1',
        2: 'Exchange 2010',
        3: 'Exchange 2010 SP1',
        4: 'Exchange 2010 SP2',
        5: 'Exchange 2013',
      },
      IncomingAuthenticationProtocol: authentication,
      IncomingCredentialRetrieval: credentials,
      LastAuthorizationStatus: outcome,
      LastTestExecutionStatus: { 0: 'Failure', 1: 'Success', 2: 'Warning' },
      LastTestValidationStatus: outcome,
      OutgoingAuthenticationProtocol: authentication,
      OutgoingCredentialRetrieval: credentials,
      ServerType: {
        0: 'Exchange Server',
        1: 'Other (POP3/SMTP)',
        2: 'Exchange Server (Hybrid)',
        3: 'Exchange Online (Hybrid)',
      },
    }),
    ...lookups(
      {
        IncomingPartnerApplication: 'partnerapplication',
        OrganizationId: 'organization',
        OutgoingPartnerApplication: 'partnerapplication',
      },
      readOnly,
    ),
    ...activeOrInactive,
  },
  collections: { emailserverprofile_mailbox: { table: 'mailbox', via: 'emailserverprofile' } },
});
