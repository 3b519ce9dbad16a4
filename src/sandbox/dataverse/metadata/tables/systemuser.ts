import {
  booleans,
  createOnly,
  datetimes,
  doubles,
  entityImage,
  guids,
  integers,
  lookups,
  memos,
  noYes,
  picklists,
  readOnly,
  texts,
  updateOnly,
} from '../columns.ts';
import { audit, currency, imported, process, timeZones } from '../common.ts';
import { table } from '../define.ts';
import { accessApproval, byDefault, incomingDelivery, outgoingDelivery } from '../option-sets.ts';

export const systemuser = table({
  schemaName: 'SystemUser',
  label: 'User',
  objectTypeCode: 8,
  primaryName: 'fullname',
  ownership: 'business',
  isParty: true,
  isConnectable: true,
  isChangeTracked: true,
  privilege: 'User',
  refuses: ['DELETE'],
  required: 'businessunitid',
  filled: `
    domainname internalemailaddress accessmode caltype incomingemaildeliverymethod
    isintegrationuser islicensed issyncwithdirectory outgoingemaildeliverymethod setupuser
    userlicensetype
  `,
  wanted: 'firstname invitestatuscode lastname',
  initial: {
    accessmode: 0,
    caltype: 0,
    incomingemaildeliverymethod: 2,
    outgoingemaildeliverymethod: 2,
    userlicensetype: -1,
    invitestatuscode: 4,
  },
  columns: {
    ...audit,
    ...imported,
    ...timeZones,
    ...process,
    ...currency,
    ...entityImage,
    ...texts({
      4: 'Address1_UPSZone Address2_UPSZone',
      20: 'Salutation',
      40: `
        Address1_PostalCode Address1_PostOfficeBox Address2_PostalCode Address2_PostOfficeBox
      `,
      50: `
        Address1_Telephone2 Address1_Telephone3 Address2_Fax Address2_Telephone1
        Address2_Telephone2 Address2_Telephone3 HomePhone MiddleName NickName YomiMiddleName
      `,
      64: 'Address1_Fax Address1_Telephone1 MobilePhone YomiFirstName YomiLastName',
      100: `
        Address1_Name Address2_Name EmployeeId GovernmentId InternalEMailAddress JobTitle
        MobileAlertEMail PersonalEMailAddress Skills
      `,
      128: `
        Address1_City Address1_Country Address1_County Address1_StateOrProvince Address2_City
        Address2_Country Address2_County Address2_StateOrProvince Title YammerUserId
      `,
      200: 'PhotoUrl YammerEmailAddress',
      256: 'FirstName LastName',
      1024: `
        Address1_Line1 Address1_Line2 Address1_Line3 Address2_Line1 Address2_Line2
        Address2_Line3 DomainName SharePointEmailAddress WindowsLiveID
      `,
    }),
    ...texts(
      {
        100: 'UserPuid',
        200: 'DefaultOdbFolderName FullName YomiFullName',
        500: 'DisabledReason',
        1024: 'ApplicationIdUri',
      },
      readOnly,
    ),
    ...memos({ 1000: 'Address1_Composite Address2_Composite' }, readOnly),
    ...integers('Address1_UTCOffset Address2_UTCOffset', { min: -1500, max: 1500 }),
    ...integers('PassportHi PassportLo', { min: 0, max: 1_000_000_000 }),
    ...integers('UserLicenseType'),
    ...integers('IdentityId', readOnly),
    ...doubles('Address1_Latitude Address2_Latitude', { min: -90, max: 90 }),
    ...doubles('Address1_Longitude Address2_Longitude', { min: -180, max: 180 }),
    ...datetimes('LatestUpdateTime', readOnly),
    ...guids('Address1_AddressId Address2_AddressId ApplicationId'),
    ...guids('SystemUserId', createOnly),
    ...guids('ActiveDirectoryGuid AzureActiveDirectoryObjectId OrganizationId', readOnly),
    ...booleans(
      `
      DisplayInServiceViews IsIntegrationUser IsLicensed IsSyncWithDirectory SetupUser
    `,
      false,
    ),
    ...booleans('IsDisabled', false, ['Enabled', 'Disabled'], updateOnly),
    ...booleans(
      'DefaultFiltersPopulated IsEmailAddressApprovedByO365Admin',
      false,
      noYes,
      readOnly,
    ),
    ...booleans('IsActiveDirectoryUser', true, noYes, readOnly),
    ...picklists({
      AccessMode: {
        0: 'Read-Write',
        1: 'Administrative',
        2: 'Read',
        3: 'Support User',
        4: 'Non-interactive',
        5: 'Delegated Admin',
      },
      Address1_AddressTypeCode: byDefault,
      Address1_ShippingMethodCode: byDefault,
      Address2_AddressTypeCode: byDefault,
      Address2_ShippingMethodCode: byDefault,
      CALType: {
        0: 'Professional',
        1: 'Administrative',
        2: 'Basic',
        3: 'Device Professional',
        4: 'Device Basic',
        5: 'Essential',
        6: 'Device Essential',
        7: 'Enterprise',
        8: 'Device Enterprise',
        9: 'Sales',
        10: 'Service',
        11: 'Field Service',
        12: 'Project Service',
      },
      IncomingEmailDeliveryMethod: incomingDelivery,
      InviteStatusCode: {
        0: 'Invitation Not Sent',
        1: 'Invited',
        2: 'Invitation Near Expired',
        3: 'Invitation Expired',
        4: 'Invitation Accepted',
        5: 'Invitation Rejected',
        6: 'Invitation Revoked',
      },
      OutgoingEmailDeliveryMethod: outgoingDelivery,
      PreferredAddressCode: { 1: 'Mailing Address', 2: 'Other Address' },
      PreferredEmailCode: byDefault,
      PreferredPhoneCode: { 1: 'Main Phone', 2: 'Other Phone', 3: 'Home Phone', 4: 'Mobile Phone' },
    }),
    ...picklists({ EmailRouterAccessApproval: accessApproval }, updateOnly),
    ...lookups({
      BusinessUnitId: 'businessunit',
      CalendarId: 'calendar',
      MobileOfflineProfileId: 'mobileofflineprofile',
      ParentSystemUserId: 'systemuser',
      PositionId: 'position',
      QueueId: 'queue',
      TerritoryId: 'territory',
    }),
    ...lookups({ DefaultMailbox: 'mailbox' }, readOnly),
    ...picklists(
      {
        AzureState: { 0: 'Exists', 1: 'Soft deleted', 2: 'Not found or hard deleted' },
        DeletedState: { 0: 'Not deleted', 1: 'Soft deleted' },
      },
      readOnly,
    ),
    ...datetimes('AzureDeletedOn', readOnly),
  },
  collections: {
    systemuserroles_association: {
      table: 'role',
      through: { table: 'systemuserroles', from: 'systemuserid', to: 'roleid' },
    },
    teammembership_association: {
      table: 'team',
      through: { table: 'teammembership', from: 'systemuserid', to: 'teamid' },
    },
    systemuserprofiles_association: {
      table: 'fieldsecurityprofile',
      through: { table: 'systemuserprofiles', from: 'systemuserid', to: 'fieldsecurityprofileid' },
    },
    queuemembership_association: {
      table: 'queue',
      through: { table: 'queuemembership', from: 'systemuserid', to: 'queueid' },
    },
    user_parent_user: { table: 'systemuser', via: 'parentsystemuserid' },
    user_settings: { table: 'usersettings', via: 'systemuserid' },
    mailbox_regarding_systemuser: { table: 'mailbox', via: 'regardingobjectid' },
    lk_teambase_administratorid: { table: 'team', via: 'administratorid' },
    system_user_accounts: { table: 'account', via: 'preferredsystemuserid' },
    system_user_contacts: { table: 'contact', via: 'preferredsystemuserid' },
    SystemUser_Email_EmailSender: { table: 'email', via: 'emailsender' },
  },
});
