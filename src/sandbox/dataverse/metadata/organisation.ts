import {
  activeOrInactive,
  audit,
  bigint,
  boolean,
  createOnly,
  datetime,
  decimal,
  guid,
  id,
  integer,
  lookup,
  lookups,
  memo,
  owned,
  picklist,
  readOnly,
  text,
  updateOnly,
} from './columns.ts';
import type { Table } from './types.ts';

const plain = { isActivity: false, hasActivities: false, keys: [], collections: {} } as const;

const incomingDelivery = {
  0: 'None',
  1: 'Microsoft Dynamics 365 for Outlook',
  2: 'Server-Side Synchronization or Email Router',
  3: 'Forward Mailbox',
};
const outgoingDelivery = { 0: 'None', 1: incomingDelivery[1], 2: incomingDelivery[2] };
const accessApproval = { 0: 'Empty', 1: 'Approved', 2: 'Pending Approval', 3: 'Rejected' };
const syncStatus = { 0: 'Not Run', 1: 'Success', 2: 'Failure' };

export const systemuser: Table = {
  ...plain,
  name: 'systemuser',
  entitySet: 'systemusers',
  label: 'User',
  objectTypeCode: 8,
  id: 'systemuserid',
  primaryName: 'fullname',
  ownership: 'business',
  privilege: 'User',
  columns: {
    systemuserid: id(),
    fullname: text(200, readOnly),
    firstname: text(256),
    lastname: text(256),
    jobtitle: text(100),
    domainname: text(1024),
    internalemailaddress: text(100),
    personalemailaddress: text(100),
    mobilealertemail: text(100),
    azureactivedirectoryobjectid: guid(readOnly),
    applicationid: guid(),
    isdisabled: boolean(false, updateOnly),
    accessmode: picklist(
      {
        0: 'Read-Write',
        1: 'Administrative',
        2: 'Read',
        3: 'Support User',
        4: 'Non-interactive',
        5: 'Delegated Admin',
      },
      0,
    ),
    incomingemaildeliverymethod: picklist(incomingDelivery, 2),
    outgoingemaildeliverymethod: picklist(outgoingDelivery, 2),
    ...lookups({ businessunitid: 'businessunit' }),
    ...lookups({ parentsystemuserid: 'systemuser', queueid: 'queue' }),
    ...lookups({ defaultmailbox: 'mailbox' }, readOnly),
    ...audit,
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
  },
};

export const businessunit: Table = {
  ...plain,
  name: 'businessunit',
  entitySet: 'businessunits',
  label: 'Business Unit',
  objectTypeCode: 10,
  id: 'businessunitid',
  primaryName: 'name',
  ownership: 'business',
  privilege: 'BusinessUnit',
  columns: {
    businessunitid: id(),
    name: text(160),
    emailaddress: text(100),
    isdisabled: boolean(false, updateOnly),
    ...lookups({ parentbusinessunitid: 'businessunit' }),
    ...audit,
  },
  collections: { business_unit_system_users: { table: 'systemuser', via: 'businessunitid' } },
};

export const team: Table = {
  ...plain,
  name: 'team',
  entitySet: 'teams',
  label: 'Team',
  objectTypeCode: 9,
  id: 'teamid',
  primaryName: 'name',
  ownership: 'business',
  privilege: 'Team',
  columns: {
    teamid: id(),
    name: text(160),
    description: memo(2000),
    emailaddress: text(100),
    teamtype: picklist({ 0: 'Owner', 1: 'Access' }, 0, createOnly),
    ...lookups({ businessunitid: 'businessunit', administratorid: 'systemuser' }),
    ...audit,
  },
  collections: {
    teammembership_association: {
      table: 'systemuser',
      through: { table: 'teammembership', from: 'teamid', to: 'systemuserid' },
    },
  },
};

export const role: Table = {
  ...plain,
  name: 'role',
  entitySet: 'roles',
  label: 'Security Role',
  objectTypeCode: 1036,
  id: 'roleid',
  primaryName: 'name',
  ownership: 'business',
  privilege: 'Role',
  columns: {
    roleid: id(),
    name: text(100),
    ...lookups({ businessunitid: 'businessunit' }, createOnly),
    ...audit,
  },
  collections: {
    systemuserroles_association: {
      table: 'systemuser',
      through: { table: 'systemuserroles', from: 'roleid', to: 'systemuserid' },
    },
  },
};

export const queue: Table = {
  ...plain,
  name: 'queue',
  entitySet: 'queues',
  label: 'Queue',
  objectTypeCode: 2020,
  id: 'queueid',
  primaryName: 'name',
  ownership: 'user',
  privilege: 'Queue',
  columns: {
    queueid: id(),
    name: text(200),
    description: memo(2000),
    emailaddress: text(100),
    queueviewtype: picklist({ 0: 'Public', 1: 'Private' }, 0),
    ...activeOrInactive,
    ...owned,
  },
};

export const organization: Table = {
  ...plain,
  name: 'organization',
  entitySet: 'organizations',
  label: 'Organization',
  objectTypeCode: 1019,
  id: 'organizationid',
  primaryName: 'name',
  ownership: 'organization',
  privilege: 'Organization',
  columns: {
    organizationid: guid(readOnly),
    name: text(160, createOnly),
    trackingprefix: text(256),
    trackingtokenidbase: integer(),
    trackingtokeniddigits: integer(),
    maxuploadfilesize: integer(),
    expirechangetrackingindays: integer(),
    emailcorrelationenabled: boolean(true),
    enablesmartmatching: boolean(true),
    unresolveemailaddressifmultiplematch: boolean(false),
    languagecode: integer(createOnly),
    basecurrencyid: lookup({ basecurrencyid: 'transactioncurrency' }),
    ...audit,
  },
};

export const mailbox: Table = {
  ...plain,
  name: 'mailbox',
  entitySet: 'mailboxes',
  label: 'Mailbox',
  objectTypeCode: 9606,
  id: 'mailboxid',
  primaryName: 'name',
  ownership: 'user',
  privilege: 'Mailbox',
  columns: {
    mailboxid: id(),
    name: text(200),
    emailaddress: text(100),
    regardingobjectid: lookup(
      { regardingobjectid: 'systemuser', regardingobjectid_queue: 'queue' },
      readOnly,
    ),
    incomingemaildeliverymethod: picklist(incomingDelivery, 2),
    outgoingemaildeliverymethod: picklist(outgoingDelivery, 2),
    actdeliverymethod: picklist(
      { 0: incomingDelivery[1], 1: 'Server-Side Synchronization', 2: 'None' },
      1,
    ),
    enabledforincomingemail: boolean(true, updateOnly),
    enabledforoutgoingemail: boolean(true, updateOnly),
    enabledforact: boolean(true, updateOnly),
    incomingemailstatus: picklist(syncStatus, 1, updateOnly),
    outgoingemailstatus: picklist(syncStatus, 1, updateOnly),
    actstatus: picklist(syncStatus, 1, updateOnly),
    mailboxstatus: picklist(syncStatus, 1, readOnly),
    emailrouteraccessapproval: picklist(accessApproval, 1),
    isemailaddressapprovedbyo365admin: boolean(true, updateOnly),
    processemailreceivedafter: datetime(),
    lastsyncerror: text(2048),
    lastsyncerrorcode: integer(),
    lastsyncerrorcount: integer(),
    lastsyncerroroccurredon: datetime(),
    itemsprocessedforlastsync: integer(),
    itemsfailedforlastsync: integer(),
    ...activeOrInactive,
    ...owned,
  },
};

export const transactioncurrency: Table = {
  ...plain,
  name: 'transactioncurrency',
  entitySet: 'transactioncurrencies',
  label: 'Currency',
  objectTypeCode: 9105,
  id: 'transactioncurrencyid',
  primaryName: 'currencyname',
  ownership: 'organization',
  privilege: 'TransactionCurrency',
  columns: {
    transactioncurrencyid: id(),
    currencyname: text(100),
    isocurrencycode: text(5, createOnly),
    currencysymbol: text(10),
    exchangerate: decimal(),
    ...activeOrInactive,
    ...audit,
  },
};

/** Who has which role; written through `systemuserroles_association`. */
export const systemuserroles: Table = {
  ...plain,
  name: 'systemuserroles',
  entitySet: 'systemuserrolescollection',
  label: 'User Role',
  objectTypeCode: 15,
  id: 'systemuserroleid',
  primaryName: 'systemuserroleid',
  ownership: 'organization',
  privilege: 'Role',
  columns: {
    systemuserroleid: guid(readOnly),
    ...lookups({ systemuserid: 'systemuser', roleid: 'role' }, readOnly),
    versionnumber: bigint(readOnly),
  },
};

/** Who belongs to which team; written through `teammembership_association`. */
export const teammembership: Table = {
  ...plain,
  name: 'teammembership',
  entitySet: 'teammemberships',
  label: 'Team Membership',
  objectTypeCode: 23,
  id: 'teammembershipid',
  primaryName: 'teammembershipid',
  ownership: 'organization',
  privilege: 'Team',
  columns: {
    teammembershipid: guid(readOnly),
    ...lookups({ systemuserid: 'systemuser', teamid: 'team' }, readOnly),
    versionnumber: bigint(readOnly),
  },
};
