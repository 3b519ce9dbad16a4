import {
  booleans,
  createOnly,
  days,
  entityNames,
  guids,
  integers,
  memos,
  noYes,
  picklists,
  readOnly,
  texts,
  unlimited,
} from '../columns.ts';
import { owned } from '../common.ts';
import { table } from '../define.ts';
import { componentStates } from '../option-sets.ts';

export const template = table({
  schemaName: 'Template',
  label: 'Email Template',
  objectTypeCode: 2010,
  primaryName: 'title',
  ownership: 'user',
  privilege: 'EmailTemplate',
  required: 'templatetypecode',
  filled: 'templateid',
  wanted: 'languagecode subject title',
  columns: {
    ...owned,
    ...texts({
      200: 'Title',
      256: 'MimeType',
    }),
    ...texts({ 48: 'IntroducedVersion' }, createOnly),
    ...memos({
      1000: 'Subject',
      2000: 'Description',
      [unlimited]: 'Body PresentationXml SubjectPresentationXml',
    }),
    ...integers('GenerationTypeCode', { ...createOnly, min: 0 }),
    ...integers('ImportSequenceNumber', createOnly),
    ...integers('LanguageCode', { min: 0 }),
    ...integers('OpenCount OpenRate ReplyCount ReplyRate UsedCount', { ...readOnly, min: 0 }),
    ...days('OverwriteTime', readOnly),
    ...guids('TemplateId', createOnly),
    ...guids('SolutionId SupportingSolutionId TemplateIdUnique', readOnly),
    ...entityNames('TemplateTypeCode'),
    ...booleans('IsPersonal', true, ['Organization', 'Individual']),
    ...booleans('IsManaged', false, ['Unmanaged', 'Managed'], readOnly),
    ...booleans('IsRecommended', false, noYes, readOnly),
    ...picklists({ ComponentState: componentStates }, readOnly),
  },
});
