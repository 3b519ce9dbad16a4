import {
  booleans,
  createOnly,
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
  updateOnly,
} from '../columns.ts';
import { currency, imported, owned } from '../common.ts';
import { table } from '../define.ts';
import { accessApproval, byDefault, emailFiltering } from '../option-sets.ts';

export const queue = table({
  schemaName: 'Queue',
  objectTypeCode: 2020,
  primaryName: 'name',
  ownership: 'user',
  isParty: true,
  isChangeTracked: true,
  isSearched: true,
  required: `
    incomingemaildeliverymethod incomingemailfilteringmethod outgoingemaildeliverymethod
    queueviewtype
  `,
  wanted: 'name',
  filled: 'statuscode',
  initial: {
    queueviewtype: 0,
    incomingemaildeliverymethod: 0,
    outgoingemaildeliverymethod: 0,
    incomingemailfilteringmethod: 0,
  },
  columns: {
    ...owned,
    ...imported,
    ...currency,
    ...entityImage,
    ...texts({
      100: 'EMailAddress',
      200: 'Name',
    }),
    ...texts({ 200: 'EmailPassword EmailUsername' }, readOnly),
    ...memos({ 2000: 'Description' }),
    ...integers('NumberOfItems NumberOfMembers', readOnly),
    ...guids('QueueId', createOnly),
    ...booleans('IgnoreUnsolicitedEmail', false, ['All incoming Emails', 'Only specific Emails']),
    ...booleans('AllowEmailCredentials IsEmailAddressApprovedByO365Admin', false, noYes, readOnly),
    ...booleans('IsFaxQueue', false, ['Non-fax Queue', 'Fax Queue'], readOnly),
    ...picklists({
      IncomingEmailDeliveryMethod: {
        0: 'None',
        2: 'Server-Side Synchronization or Email Router',
        3: 'Forward Mailbox',
      },
      IncomingEmailFilteringMethod: emailFiltering,
      OutgoingEmailDeliveryMethod: { 0: 'None', 2: 'Server-Side Synchronization or Email Router' },
      QueueViewType: { 0: 'Public', 1: 'Private' },
    }),
    ...picklists({ EmailRouterAccessApproval: accessApproval }, updateOnly),
    ...picklists({ QueueTypeCode: byDefault }, readOnly),
    ...lookups({ BusinessUnitId: 'businessunit', PrimaryUserId: 'systemuser' }),
    ...lookups({ DefaultMailbox: 'mailbox', OrganizationId: 'organization' }, readOnly),
    ...activeOrInactive,
  },
  collections: {
    queue_entries: { table: 'queueitem', via: 'queueid' },
    mailbox_regarding_queue: { table: 'mailbox', via: 'regardingobjectid' },
    Queue_Email_EmailSender: { table: 'email', via: 'emailsender' },
    queuemembership_association: {
      table: 'systemuser',
      through: { table: 'queuemembership', from: 'queueid', to: 'systemuserid' },
    },
  },
});
