import type { Call } from '../call.ts';
import { messageProperties } from '../store/message-columns.ts';
import { folderId } from '../store/folders.ts';
import { changeKey } from '../store/ids.ts';
import { etagOf, itemId, type Item } from '../store/items.ts';
import type { Json } from '../store/schema.ts';
import { pick } from '../select.ts';
import { bodyAs, safeHtml } from './body.ts';
import { eventMessageProperties } from '../calendar/present-event-message.ts';
import { uniquePart } from './quote.ts';
import { instant } from './store-mail.ts';

export { bodyAs } from './body.ts';

export const webLink = (call: Call, id: string): string =>
  `${call.graph.outlookOrigin}/owa/?ItemID=${encodeURIComponent(id)}&exvsurl=1&viewmodel=ReadMessageItem`;

function bodies(call: Call, item: Item, selected: Set<string> | undefined): Json {
  if (!item.body) return {};
  const { bodyType, isUnsafeHtmlAllowed } = call.prefer;
  const served = isUnsafeHtmlAllowed ? item.body : safeHtml(item.body);
  return {
    body: bodyAs(served, bodyType),
    ...(selected?.has('uniquebody') && { uniqueBody: bodyAs(uniquePart(served), bodyType) }),
  };
}

/** A message as Graph serves it. `body` and headers are there where the row was read with them. */
export function presentMessage(call: Call, item: Item, selected: Set<string> | undefined): Json {
  const id = itemId(item, call.prefer);
  const { doc } = item;
  const whole: Json = {
    '@odata.etag': etagOf(item),
    id,
    createdDateTime: instant(item.created),
    lastModifiedDateTime: instant(item.modified),
    changeKey: changeKey(item.mailbox, item.change),
    ...Object.fromEntries(
      messageProperties.filter((name) => name in doc).map((name) => [name, doc[name]]),
    ),
    parentFolderId: folderId(item.mailbox, item.folder),
    conversationId: item.conversation,
    webLink: webLink(call, id),
    ...bodies(call, item, selected),
    ...eventMessageProperties(call, item),
    ...(selected?.has('internetmessageheaders') && { internetMessageHeaders: item.headers ?? [] }),
  };
  return pick(whole, selected);
}
