import type { Call } from './call.ts';
import { readAttachments } from './mail/attachments.ts';
import { notBuilt } from './errors.ts';
import { expandedKeys, readExtended } from './store/extended.ts';
import type { Item } from './store/items.ts';
import type { Json } from './store/schema.ts';

/** Adds to presented items what `$expand` asks for; the two lists go together. */
export async function expandItems(call: Call, items: Item[], presented: Json[]): Promise<Json[]> {
  const numbers = items.map((item) => item.number);
  for (const { path, options } of call.query.expand ?? []) {
    const name = path.toLowerCase();
    if (name === 'attachments') {
      const found = await readAttachments(call, numbers, options);
      presented.forEach((object, index) => {
        object['attachments'] = found.get(numbers[index] ?? 0) ?? [];
      });
    } else if (name === 'singlevalueextendedproperties') {
      const found = await readExtended(call.graph.db, numbers, expandedKeys(options));
      presented.forEach((object, index) => {
        const properties = found.get(numbers[index] ?? 0);
        // Exchange leaves the name out where an item has none of them.
        if (properties) object['singleValueExtendedProperties'] = properties;
      });
    } else throw notBuilt(`$expand=${path}`);
  }
  return presented;
}
