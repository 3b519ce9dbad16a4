import { isObject, type GraphAnswer } from './call.ts';

const hidden = [
  'body',
  'bodyPreview',
  'uniqueBody',
  'attachments',
  'extensions',
  'singleValueExtendedProperties',
  'multiValueExtendedProperties',
];

const strip = (object: unknown): unknown =>
  isObject(object)
    ? Object.fromEntries(Object.entries(object).filter(([name]) => !hidden.includes(name)))
    : object;

/** An answer without what `Mail.ReadBasic` and `Calendars.ReadBasic` do not show. */
export function withoutHidden(answer: GraphAnswer): GraphAnswer {
  const { body } = answer;
  if (!isObject(body)) return answer;
  const list = body['value'];
  return {
    ...answer,
    body: Array.isArray(list) ? { ...body, value: list.map(strip) } : strip(body),
  };
}
