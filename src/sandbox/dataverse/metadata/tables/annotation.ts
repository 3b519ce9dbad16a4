import {
  booleans,
  createOnly,
  entityNames,
  guids,
  integers,
  lookupOf,
  memos,
  noYes,
  readOnly,
  texts,
  unlimited,
} from '../columns.ts';
import { imported, owned } from '../common.ts';
import { table } from '../define.ts';

export const annotation = table({
  schemaName: 'Annotation',
  label: 'Note',
  objectTypeCode: 5,
  primaryName: 'subject',
  ownership: 'user',
  privilege: 'Note',
  isChangeTracked: true,
  required: 'isdocument',
  wanted: 'subject',
  columns: {
    ...owned,
    ...imported,
    ...texts({
      2: 'LangId',
      32: 'StepId',
      255: 'FileName',
      256: 'MimeType',
      500: 'Subject',
    }),
    ...memos({ 100_000: 'NoteText' }),
    ...integers('FileSize', { ...readOnly, min: 0, max: 1_000_000_000 }),
    ...guids('AnnotationId', createOnly),
    ...entityNames('ObjectTypeCode'),
    ...booleans('IsDocument', false),
    ...booleans('IsPrivate', false, noYes, readOnly),
    ...texts({ [unlimited]: 'DocumentBody' }, { isUnfilterable: true }),
    ...lookupOf('ObjectId', 'hasNotes', { onDelete: 'cascade' }),
  },
});
