import { booleans, createOnly, entityNames, guids, integers, lookups, texts } from '../columns.ts';
import { audit } from '../common.ts';
import { table } from '../define.ts';

const message = {
  ownership: 'organization',
  privilege: 'SdkMessage',
  refuses: ['POST', 'PATCH', 'DELETE'],
  messages: [],
} as const;

/** The platform's messages: Create, CreateMultiple, … */
export const sdkmessage = table({
  ...message,
  schemaName: 'SdkMessage',
  objectTypeCode: 4606,
  primaryName: 'name',
  columns: {
    ...audit,
    ...guids('SdkMessageId', createOnly),
    ...texts({ 25: 'CategoryName', 256: 'Name' }),
    ...booleans('IsActive Template WorkflowSdkStepEnabled', false),
    ...booleans('AutoTransact Expand IsPrivate IsReadOnly', false),
    ...integers('Availability'),
  },
  collections: {
    sdkmessageid_sdkmessagefilter: { table: 'sdkmessagefilter', via: 'sdkmessageid' },
  },
});

/** Which table supports which message. */
export const sdkmessagefilter = table({
  ...message,
  schemaName: 'SdkMessageFilter',
  objectTypeCode: 4607,
  primaryName: 'name',
  columns: {
    ...audit,
    ...guids('SdkMessageFilterId', createOnly),
    ...texts({ 256: 'Name' }),
    ...entityNames('PrimaryObjectTypeCode SecondaryObjectTypeCode'),
    ...booleans('IsCustomProcessingStepAllowed IsVisible WorkflowSdkStepEnabled', false),
    ...integers('Availability'),
    ...lookups({ SdkMessageId: 'sdkmessage' }),
  },
});
