import { asBoolean, asText, checkNames } from '../mail/read-message.ts';
import type { Json } from '../store/schema.ts';

export const checklistProperties = [
  'displayName',
  'createdDateTime',
  'checkedDateTime',
  'isChecked',
];

/** A step of a task; ticking it off gives it a time. Throws `RequestBodyRead`. */
export function readChecklistItem(body: Json, now: Date, before: Json | undefined): Json {
  checkNames(body, 'checklistItem', ['id', ...checklistProperties]);
  const isChecked = asBoolean(body['isChecked'] ?? before?.['isChecked'] ?? false, 'isChecked');
  const name = body['displayName'] ?? before?.['displayName'] ?? '';
  const checked = body['checkedDateTime'] ?? before?.['checkedDateTime'] ?? now.toISOString();
  return {
    displayName: asText(name, 'displayName'),
    createdDateTime: before?.['createdDateTime'] ?? now.toISOString(),
    ...(isChecked === true ? { checkedDateTime: checked } : { checkedDateTime: null }),
    isChecked,
  };
}
